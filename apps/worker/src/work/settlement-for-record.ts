import { systemOf } from '@spotler-connector/adapters';
import type { Failure, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { Settlement } from '@spotler-connector/service-bus';

/** Says how a message is settled by what came of its one record. */
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

/**
 * Sets a message aside. docs/troubleshooting.md has a row for every reason; neither text may hold personal
 * data.
 */
export function deadLetter(reason: string, description: string): Settlement {
  return { kind: 'dead-letter', reason, description };
}

function settlementForFailure(failure: Failure): Settlement {
  const { kind, code, property } = failure;
  if (kind !== 'rejected') return { kind: 'abandon' };
  const about = [code, property === undefined ? undefined : `property ${property}`]
    .filter((detail) => detail !== undefined)
    .join(', ');
  const details = about === '' ? '' : ` (${about})`;
  return systemOf(failure) === 'spotler'
    ? deadLetter('SpotlerRejected', `Spotler refuses the contact's data${details}.`)
    : deadLetter('DataverseRejected', `Dataverse refuses to read the record${details}.`);
}
