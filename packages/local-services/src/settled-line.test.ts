import { describe, expect, it } from '@jest/globals';
import { readLogLine, readSettledLine } from './settled-line.ts';

describe('a line of the worker’s log', () => {
  it('is read when it is about a settled message', () => {
    const line = '{"event":"message settled","table":"contact","settlement":"complete"}';
    expect(readSettledLine(line)).toMatchObject({ table: 'contact', settlement: 'complete' });
  });

  it.each(['', 'text', '7', 'null', '{"event":"worker started"}'])('is left alone when it is %j', (line) => {
    expect(readSettledLine(line)).toBeUndefined();
  });

  it('is read whatever it is about', () => {
    expect(readLogLine('{"event":"worker started"}')).toEqual({ event: 'worker started' });
  });
});
