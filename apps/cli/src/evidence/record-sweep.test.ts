import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { newestCheckpoint, reportMonth, verifyEvidence } from '@spotler-connector/ledger';
import { createFolderObjectStore } from '@spotler-connector/object-store';
import { checkpointLine, recordSweep } from './record-sweep.ts';

it('a sweep leaves evidence, and a checkpoint that knows it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'record-sweep-'));
  const clock = createManualClock(Date.UTC(2026, 9, 3));
  const [state, evidence] = ['state', 'evidence'].map((name) =>
    createFolderObjectStore({ folder: join(folder, name), now: clock.now }),
  );
  if (state === undefined || evidence === undefined) throw new Error('There are two stores');
  const made = await recordSweep(
    { state, evidence },
    { compared: 9, found: { missing: 2 }, mended: 2 },
    clock,
  );
  expect(made.checkpoint.chains).toMatchObject([{ entries: 3 }]);
  expect((await newestCheckpoint(evidence))?.fingerprint).toBe(made.fingerprint);
  expect(checkpointLine(made)).toBe(
    `Checkpoint of evidence 2026-10-03T00:00:00.000Z: 3 entries in 1 chains, fingerprint ${made.fingerprint}`,
  );
  expect(await verifyEvidence(evidence)).toMatchObject({ checkpoints: 1, problems: [] });
  expect((await reportMonth(evidence, '2026-10')).sweeps).toEqual({
    count: 1,
    compared: 9,
    mended: 2,
    found: { missing: 2 },
  });
  await rm(folder, { recursive: true });
});
