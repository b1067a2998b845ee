import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { untilAborted } from './until-aborted.ts';

describe('waiting until aborted', () => {
  it('ends with the value or the error that comes first', async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(7), signal)).toBe(7);
    expect(await untilAborted(Promise.resolve(7), undefined)).toBe(7);
    await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  });

  it("ends with the signal's reason, now or later", async () => {
    const controller = new AbortController();
    const waiting = untilAborted(new Promise(() => {}), controller.signal);
    controller.abort(new Error('stopping'));
    await expect(waiting).rejects.toThrow('stopping');
    await expect(untilAborted(new Promise(() => {}), controller.signal)).rejects.toThrow('stopping');
  });

  it('leaves nothing behind at a signal that outlives it', async () => {
    const { signal } = new AbortController();
    await untilAborted(Promise.resolve(7), signal);
    await untilAborted(Promise.reject(new Error('no')), signal).catch(() => {});
    await new Promise(setImmediate);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
