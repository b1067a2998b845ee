import type { Action } from '@spotler-connector/anonymization-policy';

/** Whether Spotler has a record's contact. */
export type Presence = 'present' | 'gone';

/** Foretold result of a reconcile. */
export interface Prospect {
  /** Whether anything would change in Spotler. */
  readonly changes: boolean;
  /** The same for people. */
  readonly message: string;
}

/** Foretells a reconcile from the decision and from what Spotler has now. Pure. */
export function prospectOf(action: Action, now: Presence): Prospect {
  const there = now === 'present';
  switch (action) {
    case 'anonymize':
      return there
        ? would("anonymize Spotler's contact; that cannot be undone")
        : nothing('Spotler has no such contact');
    case 'sync':
      return would(`${there ? 'update' : 'create'} the contact; its permissions are left alone`);
    case 'sync-opted-out':
      return would(`${there ? 'update' : 'create'} the contact, with every permission off`);
    case 'opt-out':
      return there
        ? would('turn every permission of the contact off')
        : nothing('Spotler has no such contact');
    case 'leave':
      return nothing('the policy leaves Spotler alone');
  }
}

/** Names a prospect's members as scripts read them in the JSON of `explain`. Pure. */
export function prospectJson({ changes, message }: Prospect): object {
  return { changes, ['sentence']: message };
}

function would(what: string): Prospect {
  return { changes: true, message: `A reconcile would ${what}.` };
}

function nothing(why: string): Prospect {
  return { changes: false, message: `A reconcile would do nothing: ${why}.` };
}
