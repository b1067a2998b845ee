import type { Table } from '@spotler-connector/anonymization-policy';

/** The records. */
export type Name = 'a' | 'b';

/** The state of a record: `refuses` bulk e-mail, or `no mail` at all. */
export type State = 'eligible' | 'refuses' | 'no mail' | 'inactive' | 'inactive, refuses' | 'gone';

/**
 * Something that happens in Dataverse: a record gets a state, also the one that it has, a Spotler Job is made
 * for it, it takes another external id, it is merged into the other record; or workers with a newer policy,
 * which erases accounts that want no mail, are deployed.
 */
export type Happening = `${Name} ${State | 'ordered' | 'moves' | 'merges'}` | 'policy';

/** A guard that a control takes out. */
export type Guard =
  | 'second read'
  | 'second look'
  | 'start after arrival'
  | 'take-back'
  | 'margin'
  | 'generation'
  | 'holders'
  | 'merged records'
  | 'former ids';

/** A model, and the guards that are taken out of it. */
export interface Scene {
  /** In order. Each but `policy` sends a message, for which there is a worker of its own. */
  readonly happenings: readonly Happening[];
  /** The states of records at the beginning. Spotler has their contacts. Default: there are none. */
  readonly known?: Partial<Record<Name, State>> | undefined;
  /** Whether both records have one external id, and so one contact. Default false. */
  readonly shared?: boolean | undefined;
  /** Default: contact. */
  readonly table?: Table | undefined;
  /** Writes of which nobody hears, or that take effect twice, the second time late. Default 0. */
  readonly late?: number | undefined;
  /** Workers that are killed, or have to stop, amid a write that takes effect late. Default 0. */
  readonly kills?: number | undefined;
  /** Whether second looks begin while other workers are at work. Default: when no other worker is. */
  readonly looksAmid?: boolean | undefined;
  readonly without?: Guard | undefined;
}
