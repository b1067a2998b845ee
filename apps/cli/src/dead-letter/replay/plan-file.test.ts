import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { planFile } from './plan-file.ts';
import { openJournal } from './plan-journal.ts';
import { readPlan } from './read-plan.ts';

const HEADER = { namespace: 'contoso', queue: 'changes', run: 'abc' };
const MARKS: Readonly<Record<string, string>> = { '1': '00000000000000a1', '2': 'ffffffffffffffff' };

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'plan-')), 'plan.jsonl');
});
afterEach(() => rmSync(join(path, '..'), { recursive: true }));

function writePlan(): void {
  const file = planFile(path, HEADER);
  for (const [sequenceNumber, fingerprint] of Object.entries(MARKS)) {
    const what = { reason: 'NotErased', table: 'contact', message: 'Update', enqueuedAt: 1_000, replays: 0 };
    file.add({ sequenceNumber, ...what }, fingerprint);
  }
  file.park('3');
  file.end('9');
}

describe('a plan file', () => {
  it('gives back the plan, and what was done since', async () => {
    writePlan();
    const { header, newest, parked, index, groups } = await readPlan(path);
    expect({ header, newest, parked }).toEqual({ header: HEADER, newest: '9', parked: ['3'] });
    expect([...index.pending]).toEqual(['1', '2']);
    expect(['1', '2'].map((number) => index.fingerprints.get(number))).toEqual(Object.values(MARKS));
    expect(groups.list()).toEqual([
      expect.objectContaining({
        count: 2,
        oldest: 1_000,
        key: expect.objectContaining({ table: 'contact' }),
      }),
    ]);
    const journal = openJournal(path);
    journal.sent('1');
    journal.sent('2');
    journal.done('1');
    journal.unsendable('9');
    journal.close();
    const again = await readPlan(path);
    expect([...again.index.pending]).toEqual(['2']);
    expect(['1', '2', '9'].map((number) => again.index.sent.has(number))).toEqual([true, true, false]);
    expect(again.index.size).toBe(2);
    expect(again.groups.count).toBe(1);
  });

  it('survives a line that was cut off', async () => {
    writePlan();
    appendFileSync(path, '{"sent":"1"}\n{"sen');
    const journal = openJournal(path);
    journal.sent('2');
    journal.close();
    const { sent } = (await readPlan(path)).index;
    expect(sent.has('1') && sent.has('2')).toBe(true);
  });

  it('can be shortened with an editor', async () => {
    writePlan();
    const kept = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => !line.includes('"letter":"1"'));
    writeFileSync(path, kept.join('\r\n'));
    expect([...(await readPlan(path)).index.pending]).toEqual(['2']);
  });

  it('is for its owner only, and overwrites nothing', () => {
    writePlan();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(() => writePlan()).toThrow('There is a file');
  });

  it('leaves nothing behind when it is discarded, or when there was nothing to write', () => {
    const file = planFile(path, HEADER);
    file.end('0');
    expect(existsSync(path)).toBe(false);
    file.park('3');
    file.discard();
    expect(existsSync(path)).toBe(false);
  });

  it('is refused when it is something else, or when making it was interrupted', async () => {
    writeFileSync(path, '{"letter":"1"}\n');
    await expect(readPlan(path)).rejects.toThrow('is not a plan');
    writeFileSync(path, '');
    await expect(readPlan(path)).rejects.toThrow('is not a plan');
    writeFileSync(path, '{"plan":2,"namespace":"contoso","queue":"changes","run":"abc","newest":"9"}\n');
    await expect(readPlan(path)).rejects.toThrow('of an earlier version of this program; make a new one');
    writeFileSync(path, `${JSON.stringify({ plan: 3, ...HEADER })}\n`);
    await expect(readPlan(path)).rejects.toThrow('has no end: making it was interrupted');
    await expect(readPlan(`${path}x`)).rejects.toThrow("can't be read (ENOENT)");
  });
});
