import {
  BLOCKED_DESCRIPTIONS,
  DEAD_LETTER_DESCRIPTIONS,
  refusalDescription,
  systemOf,
} from '@spotler-connector/adapters';
import { EXTERNAL_ID_UNKNOWN } from '@spotler-connector/dataverse';
import type { Failure, PreconditionName, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { Settlement } from '@spotler-connector/service-bus';
import type { MessageSettlement } from './message-settlement.ts';
import { NOT_ARRANGED } from './second-looks.ts';

/** The reason of a dead letter whose erasure a precondition blocked. */
const BLOCKED_REASON: Readonly<Record<PreconditionName, string>> = {
  organization: 'OrganizationUnknown',
  state: 'StateUnknown',
  columns: 'ColumnNotReadable',
  holder: 'ContactHeld',
  permit: 'HeldByBrake',
};

/** Says how a message is settled by what came of its one record. */
export function settlementForRecord(outcome: ReconcileOutcome): MessageSettlement {
  switch (outcome.kind) {
    case 'reconciled':
      return { kind: 'complete' };
    case 'not-erased':
      return deadLetter('NotErased', DEAD_LETTER_DESCRIPTIONS.notErased);
    case 'unsettled':
      return { kind: 'abandon' };
    case 'blocked':
      return deadLetter(BLOCKED_REASON[outcome.precondition], BLOCKED_DESCRIPTIONS[outcome.precondition]);
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

/**
 * Whether nothing but the shared store is in the way: then a message waits without using up its deliveries.
 * Nobody can wait in a queue that can't be reached.
 */
export function waitsForState(failure: Failure): boolean {
  return systemOf(failure) === 'state' && failure.code !== NOT_ARRANGED;
}

function settlementForFailure(failure: Failure): MessageSettlement {
  if (waitsForState(failure)) return { kind: 'postpone' };
  if (failure.kind !== 'rejected') return { kind: 'abandon' };
  return systemOf(failure) === 'spotler'
    ? deadLetter('SpotlerRejected', refusalDescription('spotler', failure))
    : rejectedByDataverse(failure);
}

/** Nobody refuses anything when the record has no external id: somebody has to give it one. */
function rejectedByDataverse(failure: Failure): Settlement {
  return failure.code === EXTERNAL_ID_UNKNOWN
    ? deadLetter(EXTERNAL_ID_UNKNOWN, DEAD_LETTER_DESCRIPTIONS.externalIdUnknown)
    : deadLetter('DataverseRejected', refusalDescription('dataverse', failure));
}
