import { describe, expect, it } from '@jest/globals';
import { read, sourceFiles } from '../workspace.ts';
import {
  arrowConstants,
  clockReadings,
  conditionalSpreads,
  questioningDocstrings,
  type Rule,
  wideComments,
} from './one-hand.ts';

const RULES: Record<string, Rule> = {
  arrowConstants,
  clockReadings,
  conditionalSpreads,
  questioningDocstrings,
  wideComments,
};
const files = sourceFiles().map((file) => [file, read(file)] as const);

function offenders(rule: string): string[] {
  return files.flatMap(([file, text]) =>
    (RULES[rule]?.(file, text) ?? []).map((found) => `${file}: ${found}`),
  );
}

describe('all of the repository', () => {
  it.each(Object.keys(RULES))('is free of %s', (rule) => {
    expect(offenders(rule)).toEqual([]);
  });
});

describe('a module’s function', () => {
  it('would be caught as a constant', () => {
    const text = 'const a = () => 1;\nexport const b = async (x: number) => x;\nconst c = function () {};';
    expect(arrowConstants('x.ts', text)).toEqual(['a', 'b', 'c']);
  });

  it('may be a value inside of another', () => {
    const text =
      'function a() {\n  const b = () => 1;\n  return b;\n}\nconst c = [() => 1];\nconst d = f(() => 1);';
    expect(arrowConstants('x.ts', text)).toEqual([]);
  });
});

describe('an optional member', () => {
  it.each([
    'f({ ...(x !== undefined && { x }) });',
    'f({ ...(x ? { x } : {}) });',
    'f({ ...(x ? {} : { x }) });',
    'f({ ...(x ? { x } : undefined) });',
    'f({ ...(x && { x }) });',
  ])('would be caught as a conditional spread: %s', (text) => {
    expect(conditionalSpreads('x.ts', text)).toHaveLength(1);
  });

  it.each(['f({ ...x, ...y() });', 'f([...(x ? [x] : [])]);', 'f({ ...(x ?? y) });'])(
    'is none in %s',
    (text) => {
      expect(conditionalSpreads('x.ts', text)).toEqual([]);
    },
  );
});

describe('time', () => {
  it('would be caught coming from anywhere but a clock', () => {
    const text = [
      "import { setTimeout as wait } from 'node:timers/promises';",
      'const a = [Date.now(), performance.now(), new Date(), process.hrtime.bigint()];',
      'setTimeout(f, 1);',
    ].join('\n');
    expect(clockReadings('a/src/x.ts', text)).toHaveLength(6);
    expect(clockReadings('a/src/clock.ts', text)).toEqual([]);
    expect(clockReadings('a/src/x.test.ts', text)).toEqual([]);
    const turn = "import { setImmediate as nextTurn } from 'node:timers/promises';\n";
    expect(clockReadings('a/src/x.ts', `${turn}new Date(clock.now()); clock.sleep(5);`)).toEqual([]);
  });
});

describe('a comment', () => {
  it('would be caught reaching beyond the width of a line', () => {
    const fits = `  // ${'x'.repeat(105)}`;
    expect(fits).toHaveLength(110);
    expect(wideComments('x.ts', `{\n${fits}\n}`)).toEqual([]);
    expect(wideComments('x.ts', `{\n${fits}x\n}`)).toHaveLength(1);
    expect(wideComments('x.ts', `/**\n * Short.\n * ${'x'.repeat(108)}\n */\nf();`)).toHaveLength(1);
  });

  it('would be caught beginning like a question', () => {
    const text =
      '/** What it is. */\nf();\n/** Who asks. */\ng();\n/** Renews a lock. */\nh(); // What else.';
    expect(questioningDocstrings('x.ts', text)).toHaveLength(2);
  });
});
