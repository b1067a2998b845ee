import type { Logger, Telemetry } from '@spotler-connector/observability';
import type { AnswerWatch } from './health/answer-watch.ts';
import type { ProbeCalls } from './work/guard-systems.ts';
import type { RecordWork } from './work/record-work.ts';

/** Parts that watching for answers takes. */
export interface WatchingParts {
  readonly systems: ProbeCalls;
  /** Work that may wait for a system. */
  readonly work: Pick<RecordWork, 'size'>;
  readonly logger: Logger;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Calls that ended, as telemetry and the watch want to know of them. */
export function reportingTo(
  answers: Pick<AnswerWatch, 'onCall'>,
  telemetry: Pick<Telemetry, 'callEnded'>,
): Pick<Telemetry, 'callEnded'> {
  return {
    callEnded(call) {
      answers.onCall(call);
      telemetry.callEnded(call);
    },
  };
}

/** Watches whether both systems answer, and says so when one does not. */
export function watchAnswers(
  answers: Pick<AnswerWatch, 'watch'>,
  { systems, work, logger, signal }: WatchingParts,
): void {
  answers.watch({
    probes: {
      dataverse: systems.whoAmI,
      spotler: (ended) => systems.spotler.properties.list({ signal: ended }),
    },
    isWaiting: () => work.size.running > 0,
    onNoAnswer: (system) => logger.warn('no answer', { system }),
    onAnswer: (system) => logger.info('answers again', { system }),
    signal,
  });
}
