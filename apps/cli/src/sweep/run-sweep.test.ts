import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Decision } from '@spotler-connector/anonymization-policy';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createFolderObjectStore } from '@spotler-connector/object-store';
import { type Finding, readCurrentSweep, readLastSweep, type SweepRecord } from '@spotler-connector/sweep';
import { EXIT } from '../failure/exit-code.ts';
import { aTerminal } from '../testing/a-terminal.ts';
import { understood } from '../testing/understood.ts';
import { runSweep } from './run-sweep.ts';
import type { SweepOptions } from './sweep-command.ts';
import type { SweepPorts } from './sweep-ports.ts';

const OPTIONS: SweepOptions = {
  json: false,
  dryRun: false,
  yes: false,
  table: undefined,
  resume: false,
  orphans: false,
  rate: 0,
};
const ERASE: Decision = {
  action: 'anonymize',
  rule: 'do-not-email',
  causes: ['do-not-email'],
  policyVersion: '1',
};
const KEEP: Decision = { action: 'leave', rule: 'inactive-kept', causes: ['inactive'], policyVersion: '1' };

let folder: string | undefined;
afterEach(async () => {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

function aRecord(number: number, decision: Decision): SweepRecord {
  const id = `0c6f2f1e-6d1c-4c8b-9a55-${String(number).padStart(12, '0')}`;
  return { ref: { table: 'contact', id }, contactId: id, decision, properties: {} };
}

/** A sweep of ten contacts, so many of which must go. */
async function aStage(toErase = 1, changes: Partial<SweepPorts> = {}) {
  folder = await mkdtemp(join(tmpdir(), 'sweep-'));
  const store = createFolderObjectStore({ folder, now: () => 0 });
  const records = Array.from({ length: 10 }, (_, index) => aRecord(index, index < toErase ? ERASE : KEEP));
  const contacts = records.map(({ contactId }) => ({ contactId, ownId: 'own', properties: {} }));
  const sent: Finding[] = [];
  const asked: string[] = [];
  const terminal = aTerminal();
  let reads = 0;
  const ports: SweepPorts = {
    terminal,
    confirm: async (question) => {
      asked.push(question);
      return true;
    },
    clock: createManualClock(1_000),
    signal: new AbortController().signal,
    source: {
      async records(table) {
        reads += 1;
        const own = table === 'contact' ? records : [];
        return { records: own, unreadable: 0, next: undefined, changes: undefined };
      },
      confirm: async (ids) => ids.map(() => 'absent'),
      pendingOrders: async () => [],
    },
    target: { contacts: async () => ({ contacts, next: undefined }) },
    properties: ['email'],
    ownIds: true,
    byRecordId: true,
    fingerprint: 'these',
    store,
    async send(findings) {
      sent.push(...findings);
    },
    newRun: () => ({ run: 'run1', salt: 7 }),
    ...changes,
  };
  const run = (options: Partial<SweepOptions> = {}, others: Partial<SweepPorts> = {}) =>
    runSweep({ ...OPTIONS, ...options }, { ...ports, ...others });
  return { run, store, sent, asked, terminal, reads: () => reads };
}

describe('sweep', () => {
  it('shows what does not agree and what share of Spotler goes, asks, and hands it on', async () => {
    const { run, sent, asked, terminal, store } = await aStage();
    expect(await run()).toBe(EXIT.done);
    expect(asked).toEqual(['Have the workers look at 1 records, and erase 1 contacts, 10 % of Spotler?']);
    expect(terminal.stdout()).toMatch(/must-be-gone +do-not-email +do-not-email +1/);
    expect(sent).toMatchObject([{ kind: 'must-be-gone' }]);
    expect(await readLastSweep(store)).toMatchObject({
      findings: { 'must-be-gone': 1 },
      records: 10,
      mended: 1,
      erasures: 1,
    });
    expect(await readCurrentSweep(store)).toBeUndefined();
  });

  it.each<[string, Partial<SweepOptions>, boolean, number]>([
    ['a dry run', { dryRun: true }, true, EXIT.done],
    ['a no', {}, false, EXIT.nothingToDo],
    ['more erasures than allowed', { maxAnonymize: { kind: 'count', count: 0 } }, true, EXIT.failed],
    ['a larger share than allowed', { maxAnonymize: { kind: 'share', percent: 9.9 } }, true, EXIT.failed],
  ])('hands on nothing after %s, and does not count as a sweep', async (_, options, answer, expected) => {
    const { run, sent, store } = await aStage(1, { confirm: async () => answer });
    expect(await run(options)).toBe(expected);
    expect(sent).toEqual([]);
    expect(await readLastSweep(store)).toBeUndefined();
  });

  it('refuses to erase a tenth of Spotler where nobody is asked, unless told otherwise', async () => {
    const { run, sent, terminal } = await aStage(2);
    expect(await run({ yes: true, json: true })).toBe(EXIT.failed);
    expect(terminal.stderr()).toContain('more than --max-anonymize 10%');
    expect(JSON.parse(terminal.stdout())).toMatchObject({ toErase: 2, eraseShare: 0.2, mended: 0 });
    expect(await run({ yes: true, maxAnonymize: { kind: 'count', count: 2 } })).toBe(EXIT.done);
    expect(sent).toHaveLength(2);
  });

  it('finds nothing where both sides agree, asks nothing, and remembers that', async () => {
    const { run, asked, terminal, store } = await aStage(0);
    expect(await run()).toBe(EXIT.done);
    expect(asked).toEqual([]);
    expect(terminal.stdout()).toContain('Both sides agree.');
    expect(await readLastSweep(store)).toMatchObject({ findings: {}, mended: 0 });
  });

  it('goes on after a failure of the queue with those that were not handed on, without reading again', async () => {
    const { run, sent, reads } = await aStage(4);
    let calls = 0;
    const failing: SweepPorts['send'] = async (findings) => {
      if (++calls === 2) throw new RangeError('away');
      sent.push(...findings);
    };
    const clock = { ...createManualClock(1_000), sleep: async () => {} };
    const four = { yes: true, rate: 2, maxAnonymize: { kind: 'count', count: 4 } } as const;
    await expect(run(four, { send: failing, clock })).rejects.toThrow('away');
    const before = reads();
    expect(await run({ yes: true, resume: true, maxAnonymize: { kind: 'count', count: 4 } })).toBe(EXIT.done);
    expect(sent.map(({ place }) => place)).toEqual([0, 1, 2, 3]);
    expect(reads()).toBe(before);
  });

  it('goes on with nothing when nothing was begun, or about other settings', async () => {
    const { run } = await aStage();
    expect(await run({ resume: true })).toBe(EXIT.nothingToDo);
    const away = { contacts: async () => Promise.reject(new RangeError('away')) };
    await expect(run({}, { target: away })).rejects.toThrow('away');
    await expect(run({ resume: true }, { fingerprint: 'others' })).rejects.toThrow(
      'Systems or settings are others',
    );
    await expect(run({ resume: true }, { store: undefined })).rejects.toThrow('SPOTLER_STATE');
  });
});

describe('the command line of sweep', () => {
  it('means the whole of both sides, and asks', async () => {
    const { options } = (await understood('sweep')) ?? {};
    expect(options).toEqual({ ...OPTIONS, maxAnonymize: undefined, rate: 50 });
    const limited = await understood('sweep --max-anonymize 0.5% --table lead');
    expect(limited?.options).toMatchObject({ maxAnonymize: { kind: 'share', percent: 0.5 }, table: 'lead' });
  });

  it.each([
    ['sweep --max-anonymize 101%', 'A limit is'],
    ['sweep --max-anonymize many', 'A limit is'],
    ['sweep --table job', 'Allowed choices'],
  ])('refuses %s', async (line, message) => {
    await expect(understood(line)).rejects.toThrow(message);
  });
});
