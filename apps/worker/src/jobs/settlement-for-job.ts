import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import type { Settlement } from '@spotler-connector/service-bus';
import { deadLetter } from '../work/dead-letter.ts';
import { settlementForRecord } from '../work/settlement-for-record.ts';
import type { JobOutcome } from './job-outcome.ts';

/** How a job's message is settled. A job that succeeded is done with only when its record was reconciled after it. */
export function settlementForJob(outcome: JobOutcome): Settlement {
  switch (outcome.kind) {
    case 'withdrawn':
    case 'left':
    case 'refused':
      return { kind: 'complete' };
    case 'carried-out': {
      const { level, ending } = outcome;
      return ending.settlement.kind === 'complete' ? settlementForLevel(level) : ending.settlement;
    }
    case 'finished-before':
      return settlementForLevel(outcome.level);
    case 'failed': {
      const { kind, code } = outcome.failure;
      if (kind !== 'rejected') return { kind: 'abandon' };
      const details = code === undefined ? '' : ` (${code})`;
      return deadLetter(
        'DataverseRejected',
        `Dataverse refuses to read or change the Spotler Job${details}.`,
      );
    }
  }
}

function settlementForLevel(level: ReconcileOutcome | undefined): Settlement {
  return level === undefined ? { kind: 'abandon' } : settlementForRecord(level);
}
