import { systemClock } from '../clock.ts';

/** Reactions to silence on a connection. */
export interface IdleHooks {
  /** Nothing was written for half of what the peer allows. */
  readonly onQuiet: () => void;
  /** Nothing was read for twice as long as we allow. */
  readonly onSilent: () => void;
}

/** Watches how long a connection is idle, in both directions. */
export interface IdleWatch {
  readonly onRead: () => void;
  readonly onWritten: () => void;
  /** Begins to send heartbeats to a peer that wants a frame at least so often; nothing for 0. */
  readonly sendHeartbeats: (idleTimeOut: number) => void;
  readonly stop: () => void;
}

/** Starts to watch; `idleTimeOut` is what we allow in milliseconds, 0 for any silence. */
export function watchIdle(idleTimeOut: number, { onQuiet, onSilent }: IdleHooks): IdleWatch {
  let lastRead = systemClock.monotonic();
  let lastWritten = lastRead;
  let stopReading = (): void => undefined;
  let stopWriting = (): void => undefined;
  const after = (milliseconds: number, callback: () => void): (() => void) =>
    systemClock.callAt(systemClock.now() + milliseconds, callback);
  const watchReads = (limit: number): void => {
    const left = lastRead + limit - systemClock.monotonic();
    if (left <= 0) onSilent();
    else stopReading = after(left, () => watchReads(limit));
  };
  const watchWrites = (limit: number): void => {
    if (lastWritten + limit <= systemClock.monotonic()) onQuiet();
    stopWriting = after(Math.max(1, lastWritten + limit - systemClock.monotonic()), () => watchWrites(limit));
  };
  if (idleTimeOut > 0) watchReads(2 * idleTimeOut);
  return {
    onRead: () => {
      lastRead = systemClock.monotonic();
    },
    onWritten: () => {
      lastWritten = systemClock.monotonic();
    },
    sendHeartbeats: (peerTimeOut) => {
      if (peerTimeOut > 0) watchWrites(peerTimeOut / 2);
    },
    stop: () => {
      stopReading();
      stopWriting();
    },
  };
}
