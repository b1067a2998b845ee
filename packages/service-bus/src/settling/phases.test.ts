import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createPhases } from './phases.ts';

function aTask(log: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const task = () => {
    log.push(name);
    return promise;
  };
  const end = async () => {
    resolve();
    await new Promise(setImmediate);
  };
  return { task, end };
}

describe('phases', () => {
  it('let tasks of one phase run side by side', () => {
    const phases = createPhases();
    const log: string[] = [];
    void phases.run('complete', aTask(log, 'a').task);
    void phases.run('complete', aTask(log, 'b').task);
    expect(log).toEqual(['a', 'b']);
  });

  it('hold a task back until every task of the phase before has ended', async () => {
    const phases = createPhases();
    const log: string[] = [];
    const [a, b, other] = [aTask(log, 'a'), aTask(log, 'b'), aTask(log, 'other')];
    void phases.run('complete', a.task);
    void phases.run('complete', b.task);
    void phases.run('abandon', other.task);
    await a.end();
    expect(log).toEqual(['a', 'b']);
    await b.end();
    expect(log).toEqual(['a', 'b', 'other']);
  });

  it('let all in together that wait for the same phase', async () => {
    const phases = createPhases();
    const log: string[] = [];
    const [a, other, b, another] = ['a', 'other', 'b', 'another'].map((name) => aTask(log, name));
    for (const [phase, waiting] of [
      ['complete', a],
      ['abandon', other],
      ['dead-letter', b],
      ['abandon', another],
    ] as const) {
      void phases.run(phase, waiting?.task ?? aTask(log, 'none').task);
    }
    await a?.end();
    expect(log).toEqual(['a', 'other', 'another']);
    await another?.end();
    expect(log).toEqual(['a', 'other', 'another']);
    await other?.end();
    expect(log).toEqual(['a', 'other', 'another', 'b']);
  });

  it('let nobody in ahead of its turn while another phase waits, so that none starves', async () => {
    const phases = createPhases();
    const log: string[] = [];
    const [a, other, late] = [aTask(log, 'a'), aTask(log, 'other'), aTask(log, 'late')];
    void phases.run('complete', a.task);
    void phases.run('abandon', other.task);
    void phases.run('complete', late.task);
    await a.end();
    expect(log).toEqual(['a', 'other']);
    await other.end();
    expect(log).toEqual(['a', 'other', 'late']);
  });

  it('go on after a task that fails, and hand on what it threw', async () => {
    const phases = createPhases();
    await expect(phases.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(phases.run('b', async () => 'yes')).resolves.toBe('yes');
  });

  it('never overlap and run everything, in any order of asking and ending', async () => {
    const names = fc.array(fc.constantFrom('complete', 'abandon', 'dead-letter'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), names, async (scheduler, phaseNames) => {
        const phases = createPhases();
        const open: string[] = [];
        const ends = phaseNames.map((name) =>
          phases.run(name, async () => {
            open.push(name);
            expect(new Set(open).size).toBe(1);
            await scheduler.schedule(Promise.resolve(), name);
            open.splice(open.indexOf(name), 1);
          }),
        );
        await scheduler.waitFor(Promise.all(ends));
        expect(ends).toHaveLength(phaseNames.length);
      }),
      { numRuns: 200 },
    );
  });
});
