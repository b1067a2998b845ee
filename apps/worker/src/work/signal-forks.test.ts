import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { createSignalForks } from './signal-forks.ts';

function untilFired(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason);
    signal.addEventListener('abort', () => resolve(signal.reason));
  });
}

describe('signal forks', () => {
  it('fire with the reason of the common signal, all that run', async () => {
    const common = new AbortController();
    const withSignal = createSignalForks(common.signal);
    const running = [withSignal(untilFired), withSignal(untilFired)];
    common.abort('stop');
    expect(await Promise.all(running)).toEqual(['stop', 'stop']);
  });

  it('have fired already when the common one has', async () => {
    const withSignal = createSignalForks(AbortSignal.abort('stop'));
    expect(await withSignal(untilFired)).toBe('stop');
  });

  it('hand on what comes of the run, and do not fire after it', async () => {
    const common = new AbortController();
    const withSignal = createSignalForks(common.signal);
    let own: AbortSignal | undefined;
    const run = async (signal: AbortSignal) => {
      own = signal;
      return 'done';
    };
    expect(await withSignal(run)).toBe('done');
    await expect(withSignal(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    common.abort('stop');
    expect(own?.aborted).toBe(false);
  });

  it('are one listener of the common signal, however many run', async () => {
    const common = new AbortController();
    const withSignal = createSignalForks(common.signal);
    const running = Array.from({ length: 100 }, () => withSignal(untilFired));
    expect(getEventListeners(common.signal, 'abort')).toHaveLength(1);
    common.abort();
    await Promise.all(running);
  });
});
