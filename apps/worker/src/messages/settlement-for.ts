import { DEAD_LETTER_DESCRIPTIONS } from '@spotler-connector/adapters';
import { settlementForJob } from '../jobs/settlement-for-job.ts';
import type { MessageSettlement } from '../work/message-settlement.ts';
import { deadLetter, settlementForRecord } from '../work/settlement-for-record.ts';
import type { MessageOutcome } from './message-outcome.ts';

const COMPLETE: MessageSettlement = { kind: 'complete' };
const ABANDON: MessageSettlement = { kind: 'abandon' };

/** Says how each outcome is settled: the table of docs/architecture.md. */
export function settlementFor(outcome: MessageOutcome): MessageSettlement {
  switch (outcome.kind) {
    case 'ignored':
      return COMPLETE;
    case 'malformed':
      return deadLetter('MalformedMessage', outcome.description);
    case 'foreign-organization':
      return deadLetter('ForeignOrganization', DEAD_LETTER_DESCRIPTIONS.foreignOrganization);
    case 'reconciled':
      return worst(outcome.records.map((record) => settlementForRecord(record.outcome)));
    case 'job':
      return settlementForJob(outcome.outcome);
    case 'interrupted':
    case 'unexpected':
      return ABANDON;
  }
}

/** One message, several records: what can still succeed is tried again before anything is set aside. */
function worst(settlements: readonly MessageSettlement[]): MessageSettlement {
  const of = (kind: MessageSettlement['kind']) => settlements.find((settlement) => settlement.kind === kind);
  return of('abandon') ?? of('postpone') ?? of('dead-letter') ?? COMPLETE;
}
