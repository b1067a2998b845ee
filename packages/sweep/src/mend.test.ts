import { describe, expect, it } from '@jest/globals';
import type { Finding, FindingKind } from './finding.ts';
import { type MendingOptions, mend } from './mend.ts';
import { aFinding } from './testing/a-finding.ts';

/** Mends these findings and says what was called, in order. */
async function mended(findings: readonly Finding[], options: Partial<MendingOptions> = {}) {
  const calls: unknown[] = [];
  async function* each() {
    yield* findings;
  }
  const count = await mend({
    findings: each(),
    foreignIdsToo: false,
    mendedTo: -1,
    together: 2,
    send: async (part) => void calls.push(part.map(({ place }) => place)),
    onMended: async (place, number) => void calls.push(`up to ${place}: ${number}`),
    ...options,
  });
  return { calls, count };
}

function findingsAt(...places: readonly number[]): Finding[] {
  return places.map((place) => aFinding({ place }));
}

describe('mending', () => {
  it('hands on some at once, and says after each part how far it has come', async () => {
    expect(await mended(findingsAt(0, 1, 2, 3, 7))).toEqual({
      calls: [[0, 1], 'up to 1: 2', [2, 3], 'up to 3: 2', [7], 'up to 7: 1'],
      count: 5,
    });
  });

  it('hands on nothing where there is nothing', async () => {
    expect(await mended([])).toEqual({ calls: [], count: 0 });
  });

  it('goes on behind the place that an earlier run has come to', async () => {
    const { calls } = await mended(findingsAt(0, 1, 2, 3), { mendedTo: 1 });
    expect(calls).toEqual([[2, 3], 'up to 3: 2']);
  });

  it.each<[FindingKind, boolean, boolean]>([
    ['must-be-gone', false, true],
    ['must-be-opted-out', false, true],
    ['missing', false, true],
    ['differs', false, true],
    ['orphan', false, true],
    ['pending-order', false, true],
    ['other-spelling', true, false],
    ['held-twice', true, false],
    ['foreign-id', false, false],
    ['foreign-id', true, true],
  ])('of %s, foreign ids too: %s, is: %s', async (kind, foreignIdsToo, isMended) => {
    const { count } = await mended([aFinding({ kind, contactId: 'S-7' })], { foreignIdsToo });
    expect(count).toBe(isMended ? 1 : 0);
  });

  it('leaves out a foreign id that is not known any more', async () => {
    const finding = aFinding({ kind: 'foreign-id', contactId: undefined });
    expect(await mended([finding], { foreignIdsToo: true })).toEqual({ calls: [], count: 0 });
  });

  it('does not say that it has come to a place whose findings may not have arrived', async () => {
    const calls: unknown[] = [];
    const lost = mended(findingsAt(0, 1, 2), {
      send: async () => Promise.reject(new RangeError('lost')),
      onMended: async (place) => void calls.push(place),
    });
    await expect(lost).rejects.toThrow('lost');
    expect(calls).toEqual([]);
  });

  it('ends after those in hand', async () => {
    const end = new AbortController();
    async function* findings() {
      yield* findingsAt(0, 1, 2);
      end.abort();
      yield* findingsAt(3, 4);
    }
    const { calls, count } = await mended([], { findings: findings(), signal: end.signal });
    expect(calls).toEqual([[0, 1], 'up to 1: 2', [2], 'up to 2: 1']);
    expect(count).toBe(3);
  });
});
