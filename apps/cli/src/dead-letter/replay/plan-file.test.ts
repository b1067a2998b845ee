import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReplayPlan } from './plan.ts';
import { readPlan, writePlan } from './plan-file.ts';
import { openJournal } from './plan-journal.ts';

const PLAN: ReplayPlan = {
  header: { namespace: 'contoso', queue: 'changes', run: 'abc', newest: '9' },
  deadLetters: ['1', '2'].map((sequenceNumber) => ({
    sequenceNumber,
    reason: 'NotErased',
    table: 'contact',
    message: 'Update',
    enqueuedAt: 1_000,
    replays: 0,
    fingerprint: `mark ${sequenceNumber}`,
  })),
  parked: ['3'],
};

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'plan-')), 'plan.jsonl');
});
afterEach(() => rmSync(join(path, '..'), { recursive: true }));

describe('a plan file', () => {
  it('gives back the plan, and what was done since', () => {
    writePlan(path, PLAN);
    expect(readPlan(path)).toEqual({ plan: PLAN, sent: new Set(), done: new Set(), unsendable: new Set() });
    const journal = openJournal(path);
    journal.sent('1');
    journal.sent('2');
    journal.done('1');
    journal.unsendable('9');
    journal.close();
    expect(readPlan(path)).toEqual({
      plan: PLAN,
      sent: new Set(['1', '2']),
      done: new Set(['1']),
      unsendable: new Set(['9']),
    });
  });

  it('survives a line that was cut off', () => {
    writePlan(path, PLAN);
    appendFileSync(path, '{"sent":"1"}\n{"sen');
    const journal = openJournal(path);
    journal.sent('2');
    journal.close();
    expect(readPlan(path).sent).toEqual(new Set(['1', '2']));
  });

  it('can be shortened with an editor', () => {
    writePlan(path, PLAN);
    const kept = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => !line.includes('"letter":"1"'));
    writeFileSync(path, kept.join('\n'));
    expect(readPlan(path).plan.deadLetters.map(({ sequenceNumber }) => sequenceNumber)).toEqual(['2']);
  });

  it('is for its owner only, and overwrites nothing', () => {
    writePlan(path, PLAN);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(() => writePlan(path, PLAN)).toThrow('There is a file');
  });

  it('is refused when it is something else', () => {
    writeFileSync(path, '{"letter":"1"}\n');
    expect(() => readPlan(path)).toThrow('is not a plan');
    writeFileSync(path, '{"plan":1,"queue":"changes","run":"abc","newest":"9"}\n');
    expect(() => readPlan(path)).toThrow('names no namespace; make a new one');
    expect(() => readPlan(`${path}x`)).toThrow("can't be read (ENOENT)");
  });
});
