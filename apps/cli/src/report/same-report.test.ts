import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createEvidenceWriter, reportMonth, verifyEvidence } from '@spotler-connector/ledger';
import { createFolderObjectStore, type ObjectStore } from '@spotler-connector/object-store';
import { createAzureObjectStore } from '@spotler-connector/object-store/azure';
import { HOW_TO_HAVE_AZURITE, hasAzurite, startAzurite } from '@spotler-connector/object-store/testing';
import { reportPage } from './page/report-page.ts';

/** Azurite takes its time to start on a busy machine. */
const MAX_MS = 120_000;
const MONTH = '2026-10';
const DAY_MS = 86_400_000;
const decision = { rule: 'deleted', causes: ['deleted'], policyVersion: '2' } as const;

function idOf(number: number): string {
  return `0c6f2f1e-6d1c-4c8b-9a55-${number.toString(16).padStart(12, '0')}`;
}

/** Stores a month's evidence of two writers. */
async function fill(evidence: ObjectStore, state: ObjectStore): Promise<void> {
  const clock = createManualClock(Date.parse(`${MONTH}-01T00:00:00Z`));
  const writers = ['one', 'two'].map((writer) => createEvidenceWriter({ evidence, state, clock, writer }));
  for (let number = 0; number < 12; number++) {
    const [record, changedAt] = [
      { table: 'contact', id: idOf(number) } as const,
      clock.now() - 1_000 * number,
    ];
    const initiators = [{ event: 'Delete', userId: null, operationId: null, changedAt }];
    const about = { record, externalId: idOf(number), decision, initiators };
    const spotler = { kind: 'anonymized', status: 410 } as const;
    const result = { result: 'anonymized', dataverse: 'deleted', spotler, readBack: 'gone' } as const;
    await writers[number % 2]?.append({ kind: 'erasure', ...about, ...result });
    await writers[0]?.append({ kind: 'opt-out', ...about, result: 'opted-out' });
    await clock.advance(2 * DAY_MS);
  }
  for (const writer of writers) await writer.end();
}

/** Everything that a report is shown as. */
async function shownOf(evidence: ObjectStore): Promise<string> {
  expect((await verifyEvidence(evidence)).problems).toEqual([]);
  const report = await reportMonth(evidence, MONTH);
  expect(report.entries).toBeGreaterThan(20);
  return `${JSON.stringify(report)}\n${reportPage(report)}`;
}

describe('the report of a month', () => {
  if (hasAzurite()) {
    it(
      'is the same, byte for byte, from a folder and from Azure Blob Storage',
      async () => {
        const folder = await mkdtemp(join(tmpdir(), 'same-report-'));
        const azurite = await startAzurite();
        try {
          const [inFolder, state] = ['evidence', 'state'].map((name) =>
            createFolderObjectStore({ folder: join(folder, name), now: () => 0 }),
          );
          const container = azurite.container('evidence');
          await container.create();
          const inAzure = createAzureObjectStore({ container });
          if (inFolder === undefined || state === undefined) throw new Error('There are two stores');
          await fill(inFolder, state);
          await fill(inAzure, state);
          expect(await shownOf(inAzure)).toBe(await shownOf(inFolder));
        } finally {
          await azurite.stop();
          await rm(folder, { recursive: true });
        }
      },
      MAX_MS,
    );
  } else {
    it.skip(`was not compared with Azurite's; to have it: ${HOW_TO_HAVE_AZURITE}`, () => {});
  }
});
