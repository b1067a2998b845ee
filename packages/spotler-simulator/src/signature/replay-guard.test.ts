import { describe, expect, it } from '@jest/globals';
import { createReplayGuard } from './replay-guard.ts';

describe('the replay guard', () => {
  it('knows a nonce again, but only with the same timestamp', () => {
    const isReplay = createReplayGuard(300);
    expect(isReplay('a', 1000)).toBe(false);
    expect(isReplay('a', 1000)).toBe(true);
    expect(isReplay('a', 1001)).toBe(false);
    expect(isReplay('b', 1000)).toBe(false);
  });

  it('remembers a nonce for as long as its timestamp could be accepted', () => {
    const isReplay = createReplayGuard(300);
    isReplay('a', 1000);
    isReplay('b', 1600);
    expect(isReplay('a', 1000)).toBe(true);
  });

  it('forgets what is too old to be accepted anyway, so that it does not grow', () => {
    const isReplay = createReplayGuard(300);
    isReplay('a', 1000);
    isReplay('b', 1601);
    expect(isReplay('a', 1000)).toBe(false);
  });
});
