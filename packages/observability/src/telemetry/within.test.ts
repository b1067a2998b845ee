import { describe, expect, it } from '@jest/globals';
import { within } from './within.ts';

describe('within', () => {
  it('waits for the work', async () => {
    let done = false;
    const work = new Promise((resolve) => setImmediate(resolve)).then(() => {
      done = true;
    });
    await within(10_000, work);
    expect(done).toBe(true);
  });

  it('takes a failure for an end', async () => {
    await expect(within(10_000, Promise.reject(new Error('no')))).resolves.toBeUndefined();
  });

  it('does not wait for longer than it may', async () => {
    await expect(within(1, new Promise(() => {}))).resolves.toBeUndefined();
  });
});
