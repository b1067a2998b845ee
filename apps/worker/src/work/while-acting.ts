import type { ContactTarget, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { SingleContacts } from '@spotler-connector/spotler-sdk';
import type { RecordTask } from './record-work.ts';

/** The calls with which the brake holds a contact. */
type CallsOfHolding = Pick<SingleContacts, 'get' | 'optOut'>;

/** Whether this worker may write: a newer policy than its own does not act. */
export type MayAct = () => boolean;

/**
 * The target, to which nothing is written any more once a newer policy acts. Reading goes on. What is broken
 * off is given back to the queue, for a worker of the newer policy.
 */
export function targetWhileActing(target: ContactTarget, mayAct: MayAct): ContactTarget {
  return {
    readBack: target.readBack,
    async anonymize(...given) {
      throwUnlessActing(mayAct);
      return target.anonymize(...given);
    },
    async sync(...given) {
      throwUnlessActing(mayAct);
      return target.sync(...given);
    },
    async optOut(...given) {
      throwUnlessActing(mayAct);
      return target.optOut(...given);
    },
  };
}

/**
 * The contacts of the brake, which opts out whoever is held: not any more once a newer policy acts, and then
 * it notes nobody either.
 */
export function callsWhileActing(contacts: CallsOfHolding, mayAct: MayAct): CallsOfHolding {
  return {
    async get(...given) {
      throwUnlessActing(mayAct);
      return contacts.get(...given);
    },
    async optOut(...given) {
      throwUnlessActing(mayAct);
      return contacts.optOut(...given);
    },
  };
}

/** Reconciles a record, unless a newer policy acts: then its message is given back at once. */
export function reconcileWhileActing(
  reconcile: (task: RecordTask) => Promise<ReconcileOutcome>,
  mayAct: MayAct,
): (task: RecordTask) => Promise<ReconcileOutcome> {
  return async (task) => {
    throwUnlessActing(mayAct);
    return reconcile(task);
  };
}

function throwUnlessActing(mayAct: MayAct): void {
  if (!mayAct()) throw new DOMException('A newer policy acts', 'AbortError');
}
