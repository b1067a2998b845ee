import { randomUUID } from 'node:crypto';
import { systemClock } from '@spotler-connector/clock';

/** Stands in for a worker that settles a thousand messages a second: it writes the lines that one would. */
const LINES = 20;
const PAUSE_MS = 20;
const SETTLED = {
  level: 'info',
  event: 'message settled',
  table: 'contact',
  messageName: 'Update',
  action: 'sync',
  rule: 'eligible',
  causes: ['eligible'],
  outcome: 'synced',
  settlement: 'complete',
  durationMs: 12,
};

process.stdout.write(`${JSON.stringify({ level: 'info', event: 'worker started' })}\n`);
const ids = Array.from({ length: 1_000 }, () => randomUUID());
for (let turn = 0; ; turn += 1) {
  const recordId = ids[turn % ids.length];
  process.stdout.write(`${JSON.stringify({ ...SETTLED, recordId })}\n`.repeat(LINES));
  await systemClock.sleep(PAUSE_MS);
}
