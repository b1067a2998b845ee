import { describe, expect, it } from '@jest/globals';
import type { RecordSnapshot } from '@spotler-connector/anonymization-policy';
import { createManualClock } from '@spotler-connector/clock/testing';
import { type ContactTarget, PortError, type StandingOrder } from '@spotler-connector/reconciler';
import type { ContactInDoubt } from '../dead-letter/queue/arrange-looks.ts';
import { EXIT } from '../failure/exit-code.ts';
import { aTerminal } from '../testing/a-terminal.ts';
import type { ExplainRecordOptions } from './explain-options.ts';
import { type ExplainRecordPorts, explainRecord } from './explain-record.ts';
import type { Choices } from './explained.ts';

const CANARY = 'canary-4711@example.org';
const ID = '0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11';

/** Spotler with or without the contact; remembers what is written to it. */
function aSpotler(has: boolean) {
  const writes: string[] = [];
  let present = has;
  const target: ContactTarget = {
    async anonymize() {
      writes.push('anonymize');
      const was = present;
      present = false;
      return was ? { outcome: 'anonymized', status: 410 } : { outcome: 'already-anonymized', status: 404 };
    },
    readBack: async () => (present ? 'present' : 'gone'),
    async sync() {
      writes.push('sync');
      return { created: !present };
    },
    async optOut() {
      writes.push('opt-out');
      return { outcome: present ? 'opted-out' : 'unknown-contact' };
    },
  };
  return { target, writes };
}

/** A source in which all is well, and where nobody else holds the contact. */
const NOBODY_ELSE = {
  sharesContacts: false,
  holders: async () => [],
  mergedRecords: async () => [],
  checkColumns: async () => {},
};

interface Scene {
  snapshot?: Partial<RecordSnapshot>;
  choices?: Partial<Choices>;
  has?: boolean;
  options?: Partial<ExplainRecordOptions>;
  order?: StandingOrder | null;
}

async function explained({
  snapshot = {},
  choices = {},
  has = true,
  options = {},
  order = null,
}: Scene = {}) {
  const terminal = aTerminal();
  const { target, writes } = aSpotler(has);
  const looks: ContactInDoubt[] = [];
  const facts = { state: 'active', email: CANARY, doNotEmail: false, doNotBulkEmail: false } as const;
  const ports: ExplainRecordPorts = {
    terminal,
    clock: createManualClock(5),
    arrangeLooks: async (contacts) => void looks.push(...contacts),
    target,
    source: {
      ...NOBODY_ELSE,
      read: async () => ({
        snapshot: { table: 'contact', presence: 'present', ...facts, ...snapshot },
        version: '1',
        externalId: CANARY,
        properties: { email: CANARY },
        order,
      }),
    },
    choices: {
      policy: { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false },
      syncContacts: true,
      anonymizationLimit: 500,
      dryRun: false,
      ...choices,
    },
  };
  const record = { kind: 'record', ref: { table: 'contact', id: ID }, apply: false, json: false } as const;
  const exitCode = await explainRecord({ ...record, ...options }, ports);
  return { exitCode, text: terminal.stdout(), writes, looks };
}

describe('explainRecord', () => {
  it('shows every rule, the decision, what Spotler has and what would be done, and writes nothing', async () => {
    const { exitCode, text, writes } = await explained({ snapshot: { doNotEmail: true } });
    expect(text).toMatch(/→ +do-not-email +applies +The record refuses all e-mail\./);
    expect(text).toContain('Decision  anonymize: do-not-email (do-not-email)');
    expect(text).toContain('has this contact now');
    expect(text).toContain("A reconcile would anonymize Spotler's contact; that cannot be undone.");
    expect(text).not.toContain('canary');
    expect({ exitCode, writes }).toEqual({ exitCode: EXIT.done, writes: [] });
  });

  it('says when there is nothing to anonymize', async () => {
    const { text } = await explained({ snapshot: { doNotEmail: true }, has: false });
    expect(text).toContain('A reconcile would do nothing: Spotler has no such contact.');
  });

  it('says that SYNC_CONTACTS changes the decision', async () => {
    const { text } = await explained({ choices: { syncContacts: false } });
    expect(text).toContain('Decision  leave: eligible');
    expect(text).toContain('SYNC_CONTACTS is off, else it would be sync');
  });

  it('does it with --apply', async () => {
    const { exitCode, text, writes } = await explained({
      snapshot: { doNotEmail: true },
      options: { apply: true },
    });
    expect({ exitCode, writes }).toEqual({ exitCode: EXIT.done, writes: ['anonymize'] });
    expect(text).toContain('Done: anonymized (Spotler answered 410; reading back finds nothing).');
  });

  it('has whoever it erased looked at once more, and nobody that it only synced', async () => {
    const apply = { options: { apply: true } };
    const { looks } = await explained({ snapshot: { doNotEmail: true }, ...apply });
    expect(looks).toEqual([{ ref: { table: 'contact', id: ID }, externalId: CANARY, erasedAt: 5 }]);
    expect((await explained(apply)).looks).toEqual([]);
  });

  it('ends with 3 when --apply finds nothing to do', async () => {
    const { exitCode } = await explained({ snapshot: { state: 'inactive' }, options: { apply: true } });
    expect(exitCode).toBe(EXIT.nothingToDo);
  });

  it('knows the order that stands, says since when, and carries it out with --apply', async () => {
    const order = { jobId: ID, orderedOn: '2026-11-27T12:00:00Z' };
    const { text, writes } = await explained({ order, options: { apply: true } });
    expect(text).toMatch(
      /→ +explicit +applies +A Spotler Job of 2026-11-27T12:00:00Z ordered it, and the record has not changed since/,
    );
    expect(text).toMatch(/\n· +eligible +applies/);
    expect(text).toContain('Decision  anonymize: explicit');
    expect(text).toContain('Done: anonymized');
    expect(writes).toEqual(['anonymize']);
    const { text: json } = await explained({ order, options: { json: true } });
    expect(JSON.parse(json)).toMatchObject({ order, decision: { rule: 'explicit' } });
  });

  it('writes nothing with --apply while DRY_RUN is on', async () => {
    const { text, writes, looks } = await explained({
      snapshot: { doNotEmail: true },
      choices: { dryRun: true },
      options: { apply: true },
    });
    expect([writes, looks]).toEqual([[], []]);
    expect(text).toContain('DRY_RUN is on: nothing was written. It would have been: anonymized.');
  });

  it('writes one JSON value with --json, without personal data', async () => {
    const { text } = await explained({ options: { json: true, apply: true } });
    expect(JSON.parse(text)).toMatchObject({
      record: { table: 'contact', id: ID },
      decision: { action: 'sync' },
      spotler: 'present',
      prospect: { changes: true, ['sentence']: expect.stringContaining('update the contact') },
      outcome: { kind: 'reconciled', effect: { kind: 'synced' } },
    });
    expect(text).not.toContain('canary');
  });

  it('fails when a system fails', async () => {
    const failure = { side: 'target', kind: 'unavailable', status: 503 } as const;
    const broken = { readBack: () => Promise.reject(new PortError(failure)) };
    const ports = {
      terminal: aTerminal(),
      target: { ...aSpotler(true).target, ...broken },
      source: {
        ...NOBODY_ELSE,
        read: async () => ({
          snapshot: { table: 'lead', presence: 'deleted' } as const,
          version: null,
          externalId: ID,
          properties: {},
          order: null,
        }),
      },
      clock: createManualClock(5),
      choices: {
        policy: { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false },
        syncContacts: true,
        anonymizationLimit: 500,
        dryRun: false,
      },
    };
    const options = { kind: 'record', ref: { table: 'lead', id: ID }, apply: false, json: false } as const;
    await expect(explainRecord(options, ports)).rejects.toThrow('target unavailable');
  });
});
