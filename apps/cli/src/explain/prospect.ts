import type { Action } from '@spotler-connector/anonymization-policy';

/** What Spotler has of a record: its contact, or none. */
export type Presence = 'present' | 'gone';

/** What a reconcile would do. */
export interface Prospect {
  /** Whether anything would change in Spotler. */
  readonly changes: boolean;
  /** The same in a sentence. */
  readonly sentence: string;
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

function would(what: string): Prospect {
  return { changes: true, sentence: `A reconcile would ${what}.` };
}

function nothing(why: string): Prospect {
  return { changes: false, sentence: `A reconcile would do nothing: ${why}.` };
}
