import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Decision } from '@spotler-connector/anonymization-policy';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createFolderObjectStore } from '@spotler-connector/object-store';
import type { Finding, SweepRecord } from '@spotler-connector/sweep';
import { aTerminal } from '../../testing/a-terminal.ts';
import { runSweep } from '../run-sweep.ts';
import type { SweepOptions } from '../sweep-command.ts';
import type { SweepPorts } from '../sweep-ports.ts';

/** Test support: a sweep without options. */
export const OPTIONS: SweepOptions = {
  json: false,
  dryRun: false,
  yes: false,
  table: undefined,
  full: false,
  resume: false,
  orphans: false,
  rate: 0,
};
/** Test support: the decision on a person who refuses. */
export const REFUSES: Decision = {
  action: 'anonymize',
  rule: 'do-not-email',
  causes: ['do-not-email'],
  policyVersion: '1',
};
/** Test support: no limit on erasures. */
export const EVERYBODY = { kind: 'share', percent: 100 } as const;
/** Test support: a decision to do nothing. */
export const KEEP: Decision = {
  action: 'leave',
  rule: 'inactive-kept',
  causes: ['inactive'],
  policyVersion: '1',
};

let folder: string | undefined;

/** Test support: removes what a stage has stored. */
export async function clearStage(): Promise<void> {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}

/** Test support: a record, by number. */
export function aRecord(number: number, decision: Decision): SweepRecord {
  const id = `0c6f2f1e-6d1c-4c8b-9a55-${String(number).padStart(12, '0')}`;
  return { ref: { table: 'contact', id }, contactId: id, decision, properties: {} };
}

/** Test support: a sweep of ten contacts, so many of which must go. */
export async function aStage(toErase = 1, changes: Partial<SweepPorts> = {}) {
  folder = await mkdtemp(join(tmpdir(), 'sweep-'));
  const store = createFolderObjectStore({ folder, now: () => 0 });
  const records = Array.from({ length: 10 }, (_, index) => aRecord(index, index < toErase ? REFUSES : KEEP));
  const contacts = records.map(({ contactId }) => ({ contactId, ownId: 'own', properties: {} }));
  const sent: Finding[] = [];
  const asked: string[] = [];
  const terminal = aTerminal();
  let reads = 0;
  let runs = 0;
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
        return { records: own, unreadable: 0, gone: [], next: undefined, changes: undefined };
      },
      confirm: async (ids) => ids.map(() => 'absent'),
      pendingOrders: async () => [],
    },
    target: {
      contacts: async () => ({ contacts, next: undefined }),
      arePresent: async (sought) => sought.map(() => true),
    },
    properties: ['email'],
    ownIds: true,
    byRecordId: true,
    fingerprint: 'these',
    userId: 'our user',
    store,
    async send(findings) {
      sent.push(...findings);
    },
    newRun: () => ({ run: `run${++runs}`, owner: `owner${runs}`, salt: 7 }),
    ...changes,
  };
  const run = (options: Partial<SweepOptions> = {}, others: Partial<SweepPorts> = {}) =>
    runSweep({ ...OPTIONS, ...options }, { ...ports, ...others });
  return { run, store, sent, asked, terminal, reads: () => reads };
}
