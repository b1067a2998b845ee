import type { Logger, Telemetry } from '@spotler-connector/observability';
import { recordFields } from './messages/settled-fields.ts';
import type { ReconcileRecordOptions } from './work/reconcile-record.ts';
import { sweepResult } from './work/sweep-result.ts';

/**
 * Says what came of further contacts and of the findings of sweeps: one that had somebody erased means that a
 * promise was broken.
 */
export function reportSwept(
  logger: Pick<Logger, 'info' | 'warn'>,
  telemetry: Pick<Telemetry, 'swept'>,
): Pick<ReconcileRecordOptions, 'onSwept' | 'onFollowUp'> {
  const onSwept: ReconcileRecordOptions['onSwept'] = (ref, outcome) => {
    const result = sweepResult(outcome);
    if (result === undefined) return;
    telemetry.swept(result);
    if (result === 'anonymized') logger.warn('erased late', recordFields({ ref, outcome }));
  };
  return {
    onSwept,
    onFollowUp(ref, outcome, { sweep }) {
      logger.info('record followed', recordFields({ ref, outcome }));
      if (sweep) onSwept(ref, outcome);
    },
  };
}
