import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { type GuardOptions, guardProcess } from './guard-process.ts';

function aStream() {
  const written: string[] = [];
  return Object.assign(new EventEmitter(), { written, write: (text: string) => written.push(text) });
}

function aProcess(options: GuardOptions = {}) {
  const codes: number[] = [];
  const process = Object.assign(new EventEmitter(), {
    stdout: aStream(),
    stderr: aStream(),
    exit: (code: number) => codes.push(code),
  });
  guardProcess(process, options);
  return { process, codes, stderr: () => process.stderr.written.join('') };
}

function failing(code: string): Error {
  return Object.assign(new Error('canary'), { code });
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

describe('a guarded process', () => {
  it.each(['uncaughtException', 'unhandledRejection'])(
    'ends after an %s without its words',
    async (event) => {
      const { process, codes, stderr } = aProcess();
      process.emit(event, new TypeError('canary'));
      await turns();
      expect(codes).toEqual([1]);
      expect(JSON.parse(stderr())).toMatchObject({ name: 'TypeError', stack: expect.any(Array) });
      expect(stderr()).not.toContain('canary');
    },
  );

  it('goes on after a rejection that changes nothing, and ends after any other and after an exception', async () => {
    const isHarmless = (error: unknown) => error === 'late';
    const { process, codes } = aProcess({ isHarmless });
    process.emit('unhandledRejection', 'late');
    await turns();
    expect(codes).toEqual([]);
    process.emit('unhandledRejection', 'other');
    await turns();
    expect(codes).toEqual([1]);
    const another = aProcess({ isHarmless });
    another.process.emit('uncaughtException', 'late');
    await turns();
    expect(another.codes).toEqual([1]);
  });

  it('reports once, and ends when reporting fails or takes too long', async () => {
    const seen: unknown[] = [];
    const clock = createManualClock();
    const { process, codes } = aProcess({
      clock,
      onCrash(error) {
        seen.push(error);
        return new Promise(() => {});
      },
    });
    process.emit('uncaughtException', 1);
    process.emit('unhandledRejection', 2);
    await turns();
    expect(codes).toEqual([]);
    await clock.advance(2_000);
    expect(codes).toEqual([1]);
    expect(seen).toEqual([1]);
    const broken = aProcess({
      onCrash() {
        throw new Error('canary');
      },
    });
    broken.process.emit('uncaughtException', 1);
    await turns();
    expect(broken.codes[0]).toBe(1);
  });

  it('ends quietly when nobody reads any more, and with a line when nothing can be written', () => {
    const closed = aProcess();
    closed.process.stdout.emit('error', failing('EPIPE'));
    expect([closed.codes, closed.stderr()]).toEqual([[1], '']);
    const full = aProcess();
    full.process.stdout.emit('error', failing('ENOSPC'));
    expect([full.codes, full.stderr()]).toEqual([[1], "Standard output can't be written (ENOSPC).\n"]);
    const deaf = aProcess();
    deaf.process.stderr.emit('error', failing('EPIPE'));
    expect(deaf.codes).toEqual([1]);
  });

  it('takes SIGUSR1, which Node would open its inspector for', () => {
    expect(aProcess().process.listenerCount('SIGUSR1')).toBe(1);
  });
});
