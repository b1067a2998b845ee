import { type Clock, systemClock } from '@spotler-connector/clock';
import type { MessageReceiver } from '../receiving/receive-messages.ts';
import type { ReplaceableReceiver } from '../receiving/replaceable-receiver.ts';
import { createClientRecycler } from './client-recycler.ts';
import { createFailureMonitor, type FailureMonitor } from './failure-monitor.ts';
import { oldestWaiting } from './oldest-waiting.ts';
import { detectStalls } from './stall-detector.ts';

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

/** Why a connection is replaced: it received nothing, it is old, or its token was refused. */
export type ReconnectReason = 'stalled' | 'aged' | 'token-refused';

/** The receiver whose health is looked after, and who is told. */
export interface ReceiverHealthOptions {
  /** Makes a new client and receiver, to look into the queue with; opens nothing yet. */
  readonly connect: () => MessageReceiver;
  /**
   * The receiver; `undefined` for one whose connection is never replaced. That of a dry run is not: it would
   * look at everything once more, and what it can't look at it says.
   */
  readonly receiver: Pick<ReplaceableReceiver, 'idleMs' | 'reconnect'> | undefined;
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
 * refused, and when it stalled.
 */
export function watchReceiverHealth(options: ReceiverHealthOptions): ReceiverHealth {
  const { connect, receiver, onFailed, onRecovered, onReconnect, clock = systemClock, signal } = options;
  const look = () => oldestWaiting(connect, MAX_LOOK_MS);
  const monitor = createFailureMonitor({
    look,
    onFailed,
    onRecovered,
    everyMs: LOOK_EVERY_MS,
    clock,
    signal,
  });
  if (receiver === undefined) return monitor;
  const reconnect = (reason: ReconnectReason) => () => {
    onReconnect(reason);
    receiver.reconnect();
  };
  void detectStalls({
    idleMs: () => receiver.idleMs(),
    oldestWaiting: look,
    onStalled: reconnect('stalled'),
    onError: (error) => monitor.onError(error),
    maxIdleMs: MAX_IDLE_MS,
    clock,
    signal,
  });
  const recycler = createClientRecycler({
    onAged: reconnect('aged'),
    onTokenRefused: reconnect('token-refused'),
    maxAgeMs: MAX_CLIENT_AGE_MS,
    clock,
    signal,
  });
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
