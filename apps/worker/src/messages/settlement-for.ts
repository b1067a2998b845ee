import type { Failure, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { Settlement } from '@spotler-connector/settlement';
import type { MessageOutcome } from './message-outcome.ts';

const COMPLETE: Settlement = { kind: 'complete' };
const ABANDON: Settlement = { kind: 'abandon' };

/** How each outcome is settled: the table of docs/architecture.md. */
export function settlementFor(outcome: MessageOutcome): Settlement {
  switch (outcome.kind) {
    case 'ignored':
      return COMPLETE;
    case 'malformed':
      return deadLetter('MalformedMessage', outcome.description);
    case 'reconciled':
      return worst(outcome.records.map((record) => settlementForRecord(record.outcome)));
    case 'interrupted':
    case 'unexpected':
      return ABANDON;
  }
}

/** One message, several records: what can still succeed is tried again before anything is set aside. */
function worst(settlements: readonly Settlement[]): Settlement {
  const of = (kind: Settlement['kind']) => settlements.find((settlement) => settlement.kind === kind);
  return of('abandon') ?? of('dead-letter') ?? COMPLETE;
}

function settlementForRecord(outcome: ReconcileOutcome): Settlement {
  switch (outcome.kind) {
    case 'reconciled':
      return COMPLETE;
    case 'not-erased':
      return deadLetter(
        'NotErased',
        'Spotler confirmed the anonymization, but reading back still finds the contact.',
      );
    case 'unsettled':
      return ABANDON;
    case 'failed':
      return settlementForFailure(outcome.failure);
  }
}

function settlementForFailure({ side, kind, code, property }: Failure): Settlement {
  if (kind !== 'rejected') return ABANDON;
  const about = [code, property === undefined ? undefined : `property ${property}`]
    .filter((detail) => detail !== undefined)
    .join(', ');
  const details = about === '' ? '' : ` (${about})`;
  return side === 'target'
    ? deadLetter('SpotlerRejected', `Spotler refuses the contact's data${details}.`)
    : deadLetter('DataverseRejected', `Dataverse refuses to read the record${details}.`);
}

function deadLetter(reason: string, description: string): Settlement {
  return { kind: 'dead-letter', reason, description };
}
