import { refusalDescription } from '@spotler-connector/adapters';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import type { MessageSettlement } from '../work/message-settlement.ts';
import { deadLetter, settlementForRecord, waitsForState } from '../work/settlement-for-record.ts';
import type { JobOutcome } from './job-outcome.ts';

/**
 * Says how a job's message is settled. A job that succeeded is done with only when its record was reconciled
 * after it.
 */
export function settlementForJob(outcome: JobOutcome): MessageSettlement {
  switch (outcome.kind) {
    case 'withdrawn':
    case 'left':
    case 'refused':
      return { kind: 'complete' };
    case 'unexpected':
      return { kind: 'abandon' };
    case 'carried-out': {
      const { followUp, ending } = outcome;
      return ending.settlement.kind === 'complete' ? settlementForFollowUp(followUp) : ending.settlement;
    }
    case 'finished-before':
      return settlementForFollowUp(outcome.followUp);
    case 'failed': {
      const { kind, code } = outcome.failure;
      if (waitsForState(outcome.failure)) return { kind: 'postpone' };
      if (kind !== 'rejected') return { kind: 'abandon' };
      return deadLetter('DataverseRejected', refusalDescription('job', { code }));
    }
  }
}

function settlementForFollowUp(followUp: ReconcileOutcome | undefined): MessageSettlement {
  return followUp === undefined ? { kind: 'abandon' } : settlementForRecord(followUp);
}
