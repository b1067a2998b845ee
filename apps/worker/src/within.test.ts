import { describe, expect, it } from '@jest/globals';
import { within } from './within.ts';

describe('waiting within a time', () => {
  it('is done when the work is, or fails', async () => {
    expect(await within(10_000, Promise.resolve())).toBe('done');
    expect(await within(10_000, Promise.reject(new Error('no')))).toBe('done');
  });

  it('is late when the work never ends', async () => {
    expect(await within(1, new Promise(() => {}))).toBe('late');
  });
});
