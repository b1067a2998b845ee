import { join } from 'node:path';
import { systemClock } from '@spotler-connector/clock';
import { entriesOfRecord, reportMonth, verifyEvidence } from '@spotler-connector/ledger';
import { ownPeakMemory } from '@spotler-connector/local-services/peak-memory';
import { createFolderObjectStore } from '@spotler-connector/object-store';
import { recordId } from './fill-ledger.ts';

// Runs in a process of its own, so that its memory is that of one question.
const [what, folder = '', number = '0'] = process.argv.slice(2);
const store = createFolderObjectStore({
  folder: join(folder, 'evidence'),
  now: systemClock.now,
  createOnly: true,
});

/** How many entries the answer is made of. */
async function answer(): Promise<number> {
  if (what === 'verify') {
    const { entries, problems } = await verifyEvidence(store);
    return problems.length === 0 ? entries : -1;
  }
  if (what === 'show') {
    return (await entriesOfRecord(store, { table: 'contact', id: recordId(Number(number)) })).length;
  }
  let entries = 0;
  for (let month = 1; month <= 12; month++) {
    entries += (await reportMonth(store, `2026-${String(month).padStart(2, '0')}`)).entries;
  }
  return entries;
}

const started = systemClock.monotonic();
const entries = await answer();
const ms = systemClock.monotonic() - started;
const peakBytes = ownPeakMemory();
process.stdout.write(JSON.stringify({ entries, ms, peakBytes }));
