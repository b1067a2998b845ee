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
      return { kind: 'dead-letter', reason: 'MalformedMessage', description: outcome.description };
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
      return {
        kind: 'dead-letter',
        reason: 'NotErased',
        description: 'Spotler confirmed the anonymization, but reading back still finds the contact.',
      };
    case 'unsettled':
      return ABANDON;
    case 'failed':
      return settlementForFailure(outcome.failure);
  }
}

function settlementForFailure(failure: Failure): Settlement {
  if (failure.kind !== 'rejected' || failure.side !== 'target') return ABANDON;
  const code = failure.code ?? 'no error type';
  const property = failure.property === undefined ? '' : `, property ${failure.property}`;
  return {
    kind: 'dead-letter',
    reason: 'SpotlerRejected',
    description: `Spotler refuses the contact's data (${code}${property}).`,
  };
}
