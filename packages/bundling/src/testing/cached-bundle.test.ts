import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { cachedBundle } from './cached-bundle.ts';

describe('a cached bundle', () => {
  it('is made once and used again', async () => {
    const entry = await cachedBundle('worker');
    const { mtimeMs } = statSync(entry);
    expect(readFileSync(entry, 'utf8').length).toBeGreaterThan(100_000);
    expect(await cachedBundle('worker')).toBe(entry);
    expect(statSync(entry).mtimeMs).toBe(mtimeMs);
  }, 60_000);
});
