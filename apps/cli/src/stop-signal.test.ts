import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { stopSignal } from './stop-signal.ts';

/** The part of a process that signals come through. */
class FakeProcess extends EventEmitter {
  exits: number[] = [];
  exit(code: number): void {
    this.exits.push(code);
  }
}

describe('stopSignal', () => {
  it.each(['SIGINT', 'SIGTERM'])('aborts at the first %s and ends the process at the second', (signal) => {
    const process = new FakeProcess();
    const stop = stopSignal(process);
    expect(stop.aborted).toBe(false);
    process.emit(signal);
    expect({ aborted: stop.aborted, exits: process.exits }).toEqual({ aborted: true, exits: [] });
    process.emit(signal);
    expect(process.exits).toEqual([1]);
  });
});
