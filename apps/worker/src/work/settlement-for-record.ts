import { systemOf } from '@spotler-connector/adapters';
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
const BLOCKED_DESCRIPTION: Readonly<Record<PreconditionName, string>> = {
  organization:
    'The record is missing, but the message names no organization: it may be about another environment.',
  state: 'The state of the record is not known first-hand.',
  columns: 'A column that the policy reads can not be read.',
  holder: 'Another record holds the contact.',
  permit:
    'More contacts were due to be erased than the limit allows: this one is opted out, and a person decides.',
};

/** Says how a message is settled by what came of its one record. */
export function settlementForRecord(outcome: ReconcileOutcome): MessageSettlement {
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
    case 'blocked':
      return deadLetter(BLOCKED_REASON[outcome.precondition], BLOCKED_DESCRIPTION[outcome.precondition]);
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
  const { kind, code, property } = failure;
  if (waitsForState(failure)) return { kind: 'postpone' };
  if (kind !== 'rejected') return { kind: 'abandon' };
  const about = [code, property === undefined ? undefined : `property ${property}`]
    .filter((detail) => detail !== undefined)
    .join(', ');
  const details = about === '' ? '' : ` (${about})`;
  return systemOf(failure) === 'spotler'
    ? deadLetter('SpotlerRejected', `Spotler refuses the contact's data${details}.`)
    : rejectedByDataverse(code, details);
}

/** Nobody refuses anything when the record has no external id: somebody has to give it one. */
function rejectedByDataverse(code: string | undefined, details: string): Settlement {
  return code === EXTERNAL_ID_UNKNOWN
    ? deadLetter(
        EXTERNAL_ID_UNKNOWN,
        'Nobody can tell under which id Spotler has the contact: the column of external ids is empty, or the record is ' +
          'deleted and its message told none.',
      )
    : deadLetter('DataverseRejected', `Dataverse refuses to read the record${details}.`);
}
