import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { readCurrentSweep, readLastSweep } from '@spotler-connector/sweep';
import { EXIT } from '../failure/exit-code.ts';
import type { SweepPorts } from './sweep-ports.ts';
import { aStage, clearStage, EVERYBODY } from './testing/a-stage.ts';
import { mortal } from './testing/mortal.ts';
import { someOrphans } from './testing/some-orphans.ts';

afterEach(clearStage);

/** Everybody who refuses, and the contact that no record has. */
const EXPECTED = ['0', '1', '2', '3', '20'];
const TWO_AT_ONCE = { yes: true, rate: 2, maxAnonymize: EVERYBODY } as const;

/** A sweep that ends at a step, as by SIGKILL, and what came of the one that went on. */
async function killed(step: number, { late, nightly }: { late: boolean; nightly: boolean }) {
  const store = createMemoryStore();
  const sent: string[] = [];
  const ports = {
    ...someOrphans(10),
    store,
    clock: { ...createManualClock(1_000), sleep: async () => {} },
    send: async (findings) => void sent.push(...findings.map(({ ref }) => `${Number(ref?.id.slice(-12))}`)),
  } satisfies Partial<SweepPorts>;
  const { run } = await aStage(4, ports);
  if (nightly) await run({ dryRun: true });
  const life = mortal(ports, step, late);
  const end = await run(TWO_AT_ONCE, life.ports).catch((error: Error) => error.message);
  const first = sent.length;
  if ((await run({ ...TWO_AT_ONCE, resume: true })) === EXIT.nothingToDo && first === 0)
    await run(TWO_AT_ONCE);
  return {
    end,
    sent,
    first,
    steps: life.steps(),
    last: await readLastSweep(store),
    current: await readCurrentSweep(store),
  };
}

describe('a sweep that is killed', () => {
  it.each([
    { nightly: false, late: false },
    { nightly: false, late: true },
    { nightly: true, late: false },
    { nightly: true, late: true },
  ])('at any step goes on with those that are left: $nightly, $late', async (kind) => {
    const whole = await killed(0, kind);
    expect(whole).toMatchObject({ end: EXIT.done, sent: EXPECTED });
    expect(whole.steps).toBeGreaterThan(10);
    const twice: number[] = [];
    for (let step = 1; step <= whole.steps; step++) {
      const { end, sent, last, current } = await killed(step, kind);
      expect([step, end]).toEqual([step, 'killed']);
      // Nobody is left out, and nobody else is handed on.
      expect([step, [...new Set(sent)]]).toEqual([step, EXPECTED]);
      twice.push(sent.length - EXPECTED.length);
      expect([current, last?.mended, last?.findings]).toEqual([
        undefined,
        EXPECTED.length,
        { 'must-be-gone': 4, orphan: 1 },
      ]);
    }
    // Those of one handful at most are handed on again, and only where it was not known that they were.
    expect(Math.max(...twice)).toBe(2);
    expect(twice.filter((count) => count > 0).length).toBeLessThanOrEqual(6);
  });
});
