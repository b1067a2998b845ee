import type { Clock } from '../clock.ts';
import type { CallScope } from './call-scope.ts';

/** Bounds the calls that wait for a slot. */
export interface WaitingLine {
  /**
   * Follows `work`, but rejects as soon as the caller aborts (with the signal's reason) or the total time is
   * over (with `expired`). `work` itself goes on unheard.
   */
  follow<T>(work: Promise<T>, scope: CallScope, expired: () => Error): Promise<T>;
}

interface Waiter {
  readonly scope: CallScope;
  expire(): void;
}

/**
 * Builds it. One wait of the clock serves all calls, for under load hundreds stand in line, and hardly any of
 * them waits until its end.
 */
export function createWaitingLine(clock: Clock): WaitingLine {
  const waiters = new Set<Waiter>();
  let watch: { readonly ends: number; readonly over: AbortController } | undefined;

  function enter(waiter: Waiter): void {
    waiters.add(waiter);
    const ends = clock.monotonic() + waiter.scope.timeLeftMs();
    if (watch !== undefined && watch.ends <= ends) return;
    watch?.over.abort();
    watch = { ends, over: new AbortController() };
    void expireAt(ends, watch.over.signal);
  }

  function leave(waiter: Waiter): void {
    waiters.delete(waiter);
    if (waiters.size > 0) return;
    watch?.over.abort();
    watch = undefined;
  }

  async function expireAt(ends: number, over: AbortSignal): Promise<void> {
    try {
      await clock.sleep(ends - clock.monotonic(), over);
    } catch {
      return;
    }
    watch = undefined;
    const still = [...waiters];
    for (const waiter of still) {
      if (waiter.scope.timeLeftMs() === 0) waiter.expire();
      else enter(waiter);
    }
  }

  return {
    async follow(work, scope, expired) {
      const { signal } = scope;
      let giveUp = (_: unknown): void => {};
      const givenUp = new Promise<never>((_, reject) => {
        giveUp = reject;
      });
      const waiter = { scope, expire: () => giveUp(expired()) };
      const onAbort = () => giveUp(signal?.reason);
      enter(waiter);
      signal?.addEventListener('abort', onAbort, { once: true });
      if (signal?.aborted === true) onAbort();
      try {
        return await Promise.race([work, givenUp]);
      } finally {
        signal?.removeEventListener('abort', onAbort);
        leave(waiter);
      }
    },
  };
}
