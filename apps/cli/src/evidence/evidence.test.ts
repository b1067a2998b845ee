import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { loadSection } from '@spotler-connector/configuration';
import { createEvidenceWriter, type EvidenceWriter } from '@spotler-connector/ledger';
import { createFolderObjectStore, type ObjectStore } from '@spotler-connector/object-store';
import { createConfigured } from '../configured.ts';
import { EXIT, type ExitCode } from '../failure/exit-code.ts';
import { aTerminal } from '../testing/a-terminal.ts';
import { understood, understoodBy } from '../testing/understood.ts';
import { wordsOf } from '../testing/words-of.ts';
import { evidenceActions } from './evidence-actions.ts';

const ID = '0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11';
const USER = '1d7f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11';
const CANARY = 'canary-4711@example.org';
let folder: string;
let evidence: ObjectStore;
let writer: EvidenceWriter;
const clock = createManualClock(Date.UTC(2026, 9, 3, 12));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  process.env['SPOTLER_STATE'] = `file:${folder}`;
  const [kept, state] = ['evidence', 'state'].map((name) =>
    createFolderObjectStore({ folder: join(folder, name), now: clock.now }),
  );
  if (kept === undefined || state === undefined) throw new Error('There are two stores');
  evidence = kept;
  writer = createEvidenceWriter({ evidence, state, clock, writer: 'worker-1' });
  await writer.append({
    kind: 'erasure',
    record: { table: 'contact', id: ID },
    externalId: CANARY,
    decision: { rule: 'deleted', causes: ['deleted'], policyVersion: '2' },
    settings: 'abcdef',
    initiators: [{ event: 'Delete', userId: USER, operationId: null, changedAt: clock.now() - 4_000 }],
    result: 'anonymized',
    dataverse: 'deleted',
    spotler: { kind: 'anonymized', status: 410 },
    readBack: 'gone',
  });
});
afterEach(() => {
  delete process.env['SPOTLER_STATE'];
  rmSync(folder, { recursive: true });
});

/** Runs a line: what it writes, and how it ends. */
async function answerTo(line: string): Promise<{ exitCode: ExitCode | undefined; text: string }> {
  const terminal = aTerminal();
  let exitCode: ExitCode | undefined;
  const actions = evidenceActions({
    terminal,
    configured: createConfigured(loadSection),
    clock,
    ending: (act) => async (options) => {
      exitCode = await act(options);
    },
  });
  await understoodBy(() => {}, 0, actions).parseAsync(wordsOf(line), { from: 'user' });
  return { exitCode, text: terminal.stdout() };
}

describe('evidence show', () => {
  it('tells what was done, why, for whom and how long it took, and nothing else', async () => {
    const { exitCode, text } = await answerTo(`evidence show contact ${ID}`);
    expect(exitCode).toBe(EXIT.done);
    expect(text).toContain('Erased: Spotler answered 410, and reading it back found nothing.');
    expect(text).toContain('Rule deleted (deleted), policy version 2, settings abcdef.');
    expect(text).toContain(`Delete by user ${USER}`);
    expect(text).toContain('It took 4s from the change to the proof.');
    expect(text).not.toContain('canary');
  });

  it('says of any other record that there is none, with exit code 3', async () => {
    const { exitCode, text } = await answerTo(`evidence show lead ${ID}`);
    expect(exitCode).toBe(EXIT.nothingToDo);
    expect(text).toContain('There is no evidence');
  });
});

describe('evidence verify', () => {
  it('is content with what was written', async () => {
    await writer.end();
    const { exitCode, text } = await answerTo('evidence verify');
    expect(exitCode).toBe(EXIT.done);
    expect(text).toContain('3 entries in 1 chains; compared with 0 checkpoints.');
  });

  it('names what somebody added, with exit code 1', async () => {
    await evidence.create('chains/2026-10/mine.jsonl', new TextEncoder().encode('{}\n'));
    const { exitCode, text } = await answerTo('evidence verify');
    expect(exitCode).toBe(EXIT.failed);
    expect(text).toContain('appended: No writer of evidence makes an object of this name.');
  });

  it('refuses a file that is no checkpoint', async () => {
    await expect(answerTo(`evidence verify --checkpoint ${import.meta.filename}`)).rejects.toMatchObject({
      exitCode: EXIT.usage,
    });
  });
});

describe('evidence checkpoint', () => {
  it('writes a file with which verify finds nothing missing', async () => {
    const file = join(folder, 'checkpoint.json');
    const made = await answerTo(`evidence checkpoint --file ${file} --json`);
    expect(JSON.parse(made.text)).toMatchObject({
      chains: 1,
      entries: 2,
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await answerTo(`evidence verify --checkpoint ${file}`)).exitCode).toBe(EXIT.done);
    const { fingerprint } = JSON.parse(made.text);
    expect((await answerTo(`evidence verify --fingerprint ${fingerprint}`)).exitCode).toBe(EXIT.done);
    const { exitCode, text } = await answerTo(`evidence verify --fingerprint ${'0'.repeat(64)}`);
    expect(exitCode).toBe(EXIT.failed);
    expect(text).toContain('No checkpoint has the fingerprint 0000');
    await expect(answerTo('evidence verify --fingerprint abc')).rejects.toMatchObject({
      exitCode: EXIT.usage,
    });
  });
});

describe('report', () => {
  it('counts the month, and needs one', async () => {
    const { exitCode, text } = await answerTo('report --month 2026-10');
    expect(exitCode).toBe(EXIT.done);
    expect(text).toContain('1  contact  deleted  anonymized');
    expect((await answerTo('report --month 2026-09')).exitCode).toBe(EXIT.nothingToDo);
    await expect(understood('report')).rejects.toThrow('--month');
    await expect(understood('report --month October')).rejects.toThrow('2026-10');
  });
});
