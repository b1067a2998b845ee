import type { Configuration } from '@spotler-connector/configuration';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import { createClientRenewal } from './intake/client-renewal.ts';
import type { MessageStream } from './intake/message-stream.ts';
import { createReceivingWatch, type ReceivingWatch } from './intake/receiving-watch.ts';
import { watchForSilence } from './intake/silence-watch.ts';
import { oldestWaiting } from './oldest-waiting.ts';

/** A queue that is silent for so long, with a message waiting in it, has a receiver that went deaf. */
const SILENCE_MS = 60_000;
/** Well below the life of a token: the library renews its own after 45 minutes, and never again if that fails once. */
const RENEWAL_MS = 1_800_000;
/** Between two looks into a queue from which nothing can be received. */
const LOOK_MS = 5_000;

/** What is kept receiving, and who is told of it. */
export interface Receiving {
  intake: Pick<MessageStream, 'lastHeard' | 'rebuild'>;
  logger: Logger;
  telemetry: Pick<Telemetry, 'rebuilt'>;
  /** Ends it. */
  signal: AbortSignal;
}

/** The upkeep of a receiver. */
export type Upkeep = ReceivingWatch;

/**
 * Knows whether messages can be received, and builds the client anew when it is old, when its token is refused, and when
 * it went silent. Does not build it anew in a dry run: that one would look at everything once more, and what it can not
 * look at it says.
 */
export function keepReceiving(
  { dryRun, serviceBus }: Pick<Configuration, 'dryRun' | 'serviceBus'>,
  { intake, logger, telemetry, signal }: Receiving,
): Upkeep {
  const look = () => oldestWaiting(serviceBus);
  const receiving = createReceivingWatch({
    look,
    onFailed: (error) => logger.warn('receiving failed', { error }),
    onRecovered: () => logger.info('receiving again'),
    everyMs: LOOK_MS,
    signal,
  });
  if (dryRun) return receiving;
  function rebuild(): void {
    telemetry.rebuilt();
    intake.rebuild();
  }
  void watchForSilence({
    lastHeard: () => intake.lastHeard(),
    oldestWaiting: look,
    rebuild() {
      logger.warn('receiver silent');
      rebuild();
    },
    silenceMs: SILENCE_MS,
    signal,
  });
  const renewal = createClientRenewal({
    onAge() {
      logger.info('client renewed');
      rebuild();
    },
    onRefused() {
      logger.warn('token refused');
      rebuild();
    },
    everyMs: RENEWAL_MS,
    signal,
  });
  return {
    heard: receiving.heard,
    failed(error) {
      renewal.failed(error);
      receiving.failed(error);
    },
    get failure() {
      return receiving.failure;
    },
  };
}
