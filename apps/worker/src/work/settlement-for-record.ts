import type { Failure, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { Settlement } from '@spotler-connector/service-bus';
import { deadLetter } from './dead-letter.ts';

/** How a message is settled by what came of its one record. */
export function settlementForRecord(outcome: ReconcileOutcome): Settlement {
  switch (outcome.kind) {
    case 'reconciled':
      return { kind: 'complete' };
    case 'not-erased':
      return deadLetter(
        'NotErased',
        'Spotler confirmed the anonymization, but reading back still finds the contact.',
      );
    case 'unsettled':
      return { kind: 'abandon' };
    case 'failed':
      return settlementForFailure(outcome.failure);
  }
}

/** How a message is settled when a side fails. */
export function settlementForFailure({ side, kind, code, property }: Failure): Settlement {
  if (kind !== 'rejected') return { kind: 'abandon' };
  const about = [code, property === undefined ? undefined : `property ${property}`]
    .filter((detail) => detail !== undefined)
    .join(', ');
  const details = about === '' ? '' : ` (${about})`;
  return side === 'target'
    ? deadLetter('SpotlerRejected', `Spotler refuses the contact's data${details}.`)
    : deadLetter('DataverseRejected', `Dataverse refuses to read the record${details}.`);
}
