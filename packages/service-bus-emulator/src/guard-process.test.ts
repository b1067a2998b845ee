import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { guardProcess } from './guard-process.ts';

function aProcess() {
  const written: string[] = [];
  const codes: number[] = [];
  const stream = () => Object.assign(new EventEmitter(), { write: (text: string) => written.push(text) });
  const process = Object.assign(new EventEmitter(), {
    stdout: stream(),
    stderr: stream(),
    exit: (code: number) => codes.push(code),
  });
  guardProcess(process);
  return { process, codes, said: () => written.join('') };
}

describe('a guarded process', () => {
  it.each(['uncaughtException', 'unhandledRejection'])(
    'ends after an %s with its places, without its words',
    (event) => {
      const { process, codes, said } = aProcess();
      process.emit(event, new TypeError('canary\n    canary is not a function'));
      expect(codes).toEqual([1]);
      expect(said()).toMatch(/^The emulator failed:\nTypeError\n +at .*guard-process\.test\.ts:\d+/);
      expect(said()).not.toContain('canary');
    },
  );

  it('ends after something that was thrown and is no error', () => {
    const { process, codes, said } = aProcess();
    process.emit('uncaughtException', 'canary');
    expect([codes, said()]).toEqual([[1], 'The emulator failed:\nNot an error\n']);
  });

  it('ends quietly when nobody reads, and with a line when its output can not be written', () => {
    const closed = aProcess();
    closed.process.stdout.emit('error', Object.assign(new Error('canary'), { code: 'EPIPE' }));
    expect([closed.codes, closed.said()]).toEqual([[1], '']);
    const full = aProcess();
    full.process.stdout.emit('error', Object.assign(new Error('canary'), { code: 'ENOSPC' }));
    expect([full.codes, full.said()]).toEqual([[1], "Standard output can't be written (ENOSPC).\n"]);
    const odd = aProcess();
    odd.process.stdout.emit('error', new Error('canary'));
    expect(odd.said()).toBe("Standard output can't be written (unknown why).\n");
    const deaf = aProcess();
    deaf.process.stderr.emit('error', new Error('canary'));
    expect([deaf.codes, deaf.said()]).toEqual([[1], '']);
  });
});
