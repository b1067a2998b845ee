import { describe, expect, it } from '@jest/globals';
import { aTerminal } from '../testing/a-terminal.ts';
import { columns } from './columns.ts';
import { createProgress, progressText } from './progress.ts';
import { spanText } from './span-text.ts';

describe('createProgress', () => {
  it('draws a bar on a terminal', () => {
    const terminal = aTerminal({ isTTY: true });
    let time = 0;
    const progress = createProgress(terminal, 100, () => time);
    time = 10_000;
    progress.show(50);
    expect(terminal.noted()).toContain('[############            ] 50 of 100, 5 per second, 10s left');
  });

  it('writes a plain line now and then elsewhere', () => {
    const terminal = aTerminal();
    let time = 0;
    const progress = createProgress(terminal, 1_000, () => time);
    for (let done = 1; done <= 1_000; done += 1) {
      time = done * 25;
      progress.show(done);
    }
    expect(terminal.noted().split('\n')).toEqual([
      '400 of 1000, 40 per second, 15s left',
      '800 of 1000, 40 per second, 5s left',
      '1000 of 1000, 40 per second',
      '',
    ]);
  });

  it('says nothing of a rate before time has passed', () => {
    expect(progressText(0, 10, 0)).toBe('0 of 10, 0 per second');
  });
});

describe('spanText', () => {
  it.each([
    [0, '0s'],
    [59_400, '59s'],
    [3_600_000, '1h'],
    [90_000_000, '1d 1h'],
  ])('%d ms is %s', (ms, text) => {
    expect(spanText(ms)).toBe(text);
  });
});

describe('columns', () => {
  it('measures before it paints', () => {
    const paint = (text: string) => `<${text}>`;
    expect(
      columns([
        ['a', { text: 'bb', paint }, 'c'],
        [{ text: 'aa', right: true }, 'b', ''],
      ]),
    ).toEqual(['a   <bb>  c', 'aa  b']);
  });
});
