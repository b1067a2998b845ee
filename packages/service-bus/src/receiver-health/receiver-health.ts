import { ServiceBusError } from '@azure/service-bus';
import { type Clock, systemClock } from '@spotler-connector/clock';
import type { MessageReceiver } from '../receiving/receive-messages.ts';
import type { ReplaceableReceiver } from '../receiving/replaceable-receiver.ts';
import { type ClientRecycler, createClientRecycler } from './client-recycler.ts';
import { createFailureMonitor, type FailureMonitor } from './failure-monitor.ts';
import { oldestWaiting } from './oldest-waiting.ts';
import { detectStalls } from './stall-detector.ts';
import { answers, watchConnection } from './watch-connection.ts';

/** A receiver that is idle for so long, with a message waiting in its queue, has stalled. */
const MAX_IDLE_MS = 60_000;
/**
 * Well below the life of a token: the library renews its own after 45 minutes, and never again if that fails
 * once.
 */
const MAX_CLIENT_AGE_MS = 1_800_000;
/** Between two looks into a queue from which nothing can be received. */
const LOOK_EVERY_MS = 5_000;
/** A look that takes longer shows nothing. */
const MAX_LOOK_MS = 30_000;

/** A connection over which nothing came for so long is asked whether it still is one. */
const MAX_QUIET_MS = 10_000;
const MAX_ANSWER_MS = 10_000;

/** Why a connection is replaced: it received nothing, nobody answers, it is old, or its token was refused. */
export type ReconnectReason = 'stalled' | 'silent' | 'aged' | 'token-refused';

/** The receiver whose health is looked after, and who is told. */
export interface ReceiverHealthOptions {
  /** Makes a new client and receiver, to look into the queue with; opens nothing yet. */
  readonly connect: () => MessageReceiver;
  /**
   * The receiver; `undefined` for one whose connection is never replaced. That of a dry run is not: it would
   * look at everything once more, and what it can't look at it says.
   */
  readonly receiver: Pick<ReplaceableReceiver, 'idleMs' | 'quietMs' | 'ask' | 'reconnect'> | undefined;
  /** Receiving failed, or fails for another reason now. */
  readonly onFailed: (error: unknown) => void;
  /** Messages can be received again. */
  readonly onRecovered: () => void;
  /** The connection is about to be replaced. */
  readonly onReconnect: (reason: ReconnectReason) => void;
  /** Times everything. Default: the machine's. */
  readonly clock?: Clock | undefined;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Knows whether messages can be received. */
export type ReceiverHealth = FailureMonitor;

/**
 * Knows whether messages can be received, and replaces the connection when it is old, when its token is
 * refused, when it stalled, and when nobody answers over it.
 */
export function watchReceiverHealth(options: ReceiverHealthOptions): ReceiverHealth {
  const { connect, receiver, onFailed, onRecovered, clock = systemClock, signal } = options;
  const look = () => oldestWaiting(connect, MAX_LOOK_MS);
  const watched = receiver && { ...options, receiver, look, clock };
  const monitor = createFailureMonitor({
    async look() {
      await look();
      // Nothing is well before the connection in use is, or readiness would come and go.
      if (watched === undefined || (await answers(connectionOf(watched)))) return;
      reconnect(watched, 'silent');
      throw silent();
    },
    onFailed,
    onRecovered,
    everyMs: LOOK_EVERY_MS,
    clock,
    signal,
  });
  if (watched === undefined) return monitor;
  const recycler = watchReceiver(watched, monitor);
  return {
    onMessage: monitor.onMessage,
    onError(error) {
      recycler.onError(error);
      monitor.onError(error);
    },
    get failure() {
      return monitor.failure;
    },
  };
}

/** A receiver whose connection can be replaced, and everything that is known about it. */
interface WatchedReceiver extends Pick<ReceiverHealthOptions, 'onReconnect' | 'signal'> {
  readonly receiver: NonNullable<ReceiverHealthOptions['receiver']>;
  readonly look: () => ReturnType<typeof oldestWaiting>;
  readonly clock: Clock;
}

/** Begins everything that replaces a connection. Gives what has to hear of the receiver's errors. */
function watchReceiver(watched: WatchedReceiver, monitor: FailureMonitor): ClientRecycler {
  const { receiver, look, clock, signal } = watched;
  void watchConnection({
    ...connectionOf(watched),
    quietMs: () => receiver.quietMs(),
    onSilent() {
      // One that is known to be bad is asked more often already.
      if (monitor.failure !== undefined) return;
      monitor.onError(silent());
      reconnect(watched, 'silent');
    },
    maxQuietMs: MAX_QUIET_MS,
    signal,
  });
  void detectStalls({
    idleMs: () => receiver.idleMs(),
    oldestWaiting: look,
    onStalled: () => reconnect(watched, 'stalled'),
    onError: (error) => monitor.onError(error),
    maxIdleMs: MAX_IDLE_MS,
    clock,
    signal,
  });
  return createClientRecycler({
    onAged: () => reconnect(watched, 'aged'),
    onTokenRefused: () => reconnect(watched, 'token-refused'),
    maxAgeMs: MAX_CLIENT_AGE_MS,
    clock,
    signal,
  });
}

function connectionOf({ receiver, clock }: WatchedReceiver) {
  return { ask: () => receiver.ask(), maxAnswerMs: MAX_ANSWER_MS, clock };
}

function reconnect({ receiver, onReconnect }: WatchedReceiver, reason: ReconnectReason): void {
  onReconnect(reason);
  receiver.reconnect();
}

function silent(): ServiceBusError {
  return new ServiceBusError('Nobody answers over the connection', 'ServiceTimeout');
}
