import * as t from 'io-ts';

/** Decodes {@link PolicySettings} from a value of unknown shape. */
export const PolicySettings = t.readonly(
  t.strict({ anonymizeContactWhenInactive: t.boolean, anonymizeAccountOnDoNotEmail: t.boolean }),
);

/** The choices that an organisation makes. Both widen what is erased, and erasing can't be undone. */
export interface PolicySettings {
  /** Anonymize a contact or lead that is deactivated. The product's default is false. */
  readonly anonymizeContactWhenInactive: boolean;
  /** Anonymize an account that refuses all e-mail, as for a contact. The product's default is false. */
  readonly anonymizeAccountOnDoNotEmail: boolean;
}
