import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { cachedBundle } from './cached-bundle.ts';

describe('a cached bundle', () => {
  it('is made once and used again', async () => {
    const entry = await cachedBundle('worker');
    const { mtimeMs } = statSync(entry);
    const sizes = readdirSync(dirname(entry)).map((name) => statSync(join(dirname(entry), name)).size);
    expect(Math.max(...sizes)).toBeGreaterThan(100_000);
    expect(await cachedBundle('worker')).toBe(entry);
    expect(statSync(entry).mtimeMs).toBe(mtimeMs);
  }, 60_000);
});
