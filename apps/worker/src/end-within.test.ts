import { describe, expect, it } from '@jest/globals';
import { endWithin } from './end-within.ts';

function silent(): Promise<unknown> {
  return new Promise(() => {});
}

describe('endWithin', () => {
  it('ends everything side by side, and does not wait for what is silent', async () => {
    const ended: string[] = [];
    await endWithin(50, [silent, async () => ended.push('a'), silent, async () => ended.push('b')]);
    expect(ended).toEqual(['a', 'b']);
  });

  it('ends the others when one fails, at once or later', async () => {
    const ended: string[] = [];
    function bug(): never {
      throw new Error('bug');
    }
    await endWithin(5_000, [bug, () => Promise.reject(new Error('away')), async () => ended.push('a')]);
    expect(ended).toEqual(['a']);
  });
});
