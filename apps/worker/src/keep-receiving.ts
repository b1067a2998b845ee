import type { Configuration } from '@spotler-connector/configuration';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import {
  type ReceiverHealth,
  type ReconnectReason,
  type ReplaceableReceiver,
  receiveMessages,
  watchReceiverHealth,
} from '@spotler-connector/service-bus';

/** What is kept receiving, and who is told of it. */
export interface Receiving {
  readonly intake: Pick<ReplaceableReceiver, 'idleMs' | 'reconnect'>;
  readonly logger: Logger;
  readonly telemetry: Pick<Telemetry, 'rebuilt'>;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Watches over the receiver, and says and counts what becomes of it. */
export function keepReceiving(
  { dryRun, serviceBus }: Pick<Configuration, 'dryRun' | 'serviceBus'>,
  { intake, logger, telemetry, signal }: Receiving,
): ReceiverHealth {
  return watchReceiverHealth({
    connect: () => receiveMessages(serviceBus),
    receiver: dryRun ? undefined : intake,
    onFailed: (error) => logger.warn('receiving failed', { error }),
    onRecovered: () => logger.info('receiving again'),
    onReconnect(reason) {
      telemetry.rebuilt();
      say(logger, reason);
    },
    signal,
  });
}

function say(logger: Logger, reason: ReconnectReason): void {
  if (reason === 'aged') logger.info('client recycled');
  else if (reason === 'stalled') logger.warn('receiver stalled');
  else logger.warn('token refused');
}
