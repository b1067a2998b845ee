import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { BrokenTestError } from './find-reaching-tests.ts';
import type { TestRun } from './jest/open-jest.ts';
import type { EndedRun } from './test-process.ts';
import { aMutant } from './testing/a-mutant.ts';
import { tryMutants } from './try-mutants.ts';

interface FakeFile {
  readonly milliseconds?: number;
  readonly reaches?: readonly string[];
  readonly notices?: readonly string[];
  /** Reached while the file is loaded, too. */
  readonly loads?: readonly string[];
  readonly broken?: true;
  readonly unrepeatable?: true;
}

/** Tries mutants 1 to 3 with files that do as they are told. */
async function trying(
  files: Readonly<Record<string, FakeFile>>,
  special: Readonly<Record<string, 'hung' | 'ended'>> = {},
) {
  const clock = createManualClock();
  const runs: TestRun[] = [];

  async function run(given: TestRun): Promise<EndedRun> {
    const file = files[given.test] ?? {};
    const { reaches = [], notices = [], loads = [] } = file;
    if (given.mutant === undefined && given.again === undefined) await clock.advance(file.milliseconds ?? 1);
    else runs.push(given);
    const tried = new Map<string, boolean>();
    for (const { id } of file.unrepeatable ? [] : (given.again ?? [])) {
      const end = special[id];
      if (end !== undefined) return { end, tried, trying: id };
      tried.set(id, notices.includes(id));
    }
    const alone = given.mutant?.id ?? '';
    if (special[alone] !== undefined) return { end: special[alone], tried, trying: undefined };
    const fails = file.broken || notices.includes(alone);
    const end = {
      failure: fails ? 'Expected 1' : null,
      isRepeatable: file.unrepeatable !== true,
      reached: Object.fromEntries(reaches.map((id) => [id, 7])),
      loaded: loads,
    };
    return { end, tried, trying: [...tried.keys()].at(-1) };
  }

  const tried = await tryMutants({
    mutants: ['1', '2', '3'].map((id) => aMutant({ id })),
    tests: Object.keys(files),
    clock,
    testProcess: { run },
    onProgress() {},
  });
  return {
    runs,
    fates: tried.map(({ mutant, fate }) => `${mutant.id} ${fate}`),
    ran: runs.map(
      ({ test, mutant, again = [] }) => `${test} ${mutant?.id ?? again.map(({ id }) => id).join()}`,
    ),
  };
}

describe('trying mutants', () => {
  it('tells those that are noticed from those that are not, and from those that nothing reaches', async () => {
    const { fates, ran } = await trying({ x: { reaches: ['1', '2'], notices: ['1'] } });
    expect(fates).toEqual(['1 killed', '2 survived', '3 unreached']);
    expect(ran).toEqual(['x 1,2']);
  });

  it('tries with each file what it reaches and no quicker one noticed', async () => {
    const { fates, ran } = await trying({
      slow: { milliseconds: 50, reaches: ['1', '2', '3'], notices: ['1', '2'] },
      quick: { milliseconds: 5, reaches: ['1', '3'], notices: ['3'] },
    });
    expect(ran).toEqual(['quick 1,3', 'slow 1,2']);
    expect(fates).toEqual(['1 killed', '2 killed', '3 killed']);
  });

  it('loads a file anew for each mutant that matters while it is loaded', async () => {
    const { fates, ran } = await trying({
      x: { reaches: ['1', '2', '3'], loads: ['1', '3'], notices: ['3'] },
    });
    expect(ran).toEqual(['x 2', 'x 1', 'x 3']);
    expect(fates).toEqual(['1 survived', '2 survived', '3 killed']);
  });

  it('begins with the tests of the source and its folder where it has to load them anew', async () => {
    const matters = { reaches: ['1'], loads: ['1'] };
    const { ran } = await trying({
      '/r/packages/b/src/a.test.ts': matters,
      '/r/packages/a/src/b.test.ts': { ...matters, milliseconds: 5 },
      '/r/packages/a/src/a.test.ts': { ...matters, milliseconds: 50 },
      '/r/packages/a/src/c/a.test.ts': matters,
    });
    expect(ran).toEqual([
      '/r/packages/a/src/a.test.ts 1',
      '/r/packages/a/src/b.test.ts 1',
      '/r/packages/b/src/a.test.ts 1',
      '/r/packages/a/src/c/a.test.ts 1',
    ]);
  });

  it('loads a file anew for each mutant when its tests do not pass again and again', async () => {
    const { fates, ran } = await trying({ x: { reaches: ['1', '2'], notices: ['2'], unrepeatable: true } });
    expect(ran).toEqual(['x 1,2', 'x 1', 'x 2']);
    expect(fates).toEqual(['1 survived', '2 killed', '3 unreached']);
  });

  it('counts as noticed what never ends, and what ends the process, and goes on with the others', async () => {
    const { fates, ran } = await trying({ x: { reaches: ['1', '2', '3'] } }, { 1: 'hung', 2: 'ended' });
    expect(ran).toEqual(['x 1,2,3', 'x 2,3', 'x 3']);
    expect(fates).toEqual(['1 hung', '2 killed', '3 survived']);
    const alone = await trying({ x: { reaches: ['1', '2'], loads: ['1', '2'] } }, { 1: 'hung', 2: 'ended' });
    expect(alone.fates).toEqual(['1 hung', '2 killed', '3 unreached']);
  });

  it('allows for a multiple of the time and of the loops that the unchanged source takes', async () => {
    const { runs } = await trying({ x: { milliseconds: 1_000, reaches: ['1'] } });
    expect(runs).toEqual([{ test: 'x', again: [{ id: '1', maxHits: 1_070 }], testTimeoutMs: 5_000 }]);
  });

  it('is not begun with tests that fail by themselves', async () => {
    const broken = trying({ x: { broken: true } });
    await expect(broken).rejects.toThrow(BrokenTestError);
    await expect(broken).rejects.toThrow('x fails without any mutant: Expected 1');
  });
});
