import { TABLES } from '@spotler-connector/anonymization-policy';
import type { RemovableObjectStore } from '@spotler-connector/object-store';
import {
  assertOwned,
  createPageJournal,
  readSweepBase,
  type StoredBase,
  updateCurrentSweep,
  writeLastSweep,
  writeSweepBase,
} from '@spotler-connector/sweep';
import { checkpointLine } from '../evidence/record-sweep.ts';
import type { Swept } from './mend-findings.ts';
import type { SweepOptions } from './sweep-command.ts';
import type { SweepPorts } from './sweep-ports.ts';

/**
 * Remembers a sweep that ended, leaves evidence of it, and keeps what the next one can go on from. One of a
 * single table says nothing about the others, and one with `--orphans` has kept ids that are not kept for
 * long.
 */
export async function endSweep(
  swept: Swept,
  mended: number,
  { table, orphans }: Pick<SweepOptions, 'table' | 'orphans'>,
  ports: SweepPorts,
): Promise<void> {
  const { store } = ports;
  if (store === undefined) return;
  await assertOwned(store, swept.current);
  const base = table === undefined && !orphans ? await nextBase(swept, ports) : undefined;
  if (base !== undefined) await keepBase(store, base);
  if (table === undefined) await remember(swept, mended, store, ports);
  if (base === undefined) await swept.journal?.remove();
  await updateCurrentSweep(store, swept.current, undefined);
}

async function nextBase(
  { compared, current, journal, base }: Swept,
  { fingerprint, userId, terminal }: Pick<SweepPorts, 'fingerprint' | 'userId' | 'terminal'>,
): Promise<StoredBase | undefined> {
  const changes = Object.fromEntries(Object.entries(compared.changes));
  const untold = TABLES.find((each) => changes[each] === undefined);
  if (journal === undefined || untold !== undefined) {
    terminal.log(`The next sweep reads everything again: table ${untold} does not track changes.`);
    return undefined;
  }
  await compared.close();
  const { run, startedAt, salt } = current;
  const before = base?.runs.filter((each) => each.run !== run) ?? [];
  return {
    fingerprint,
    salt,
    fullAt: base?.fullAt ?? startedAt,
    lastAt: startedAt,
    runs: [{ run, ...journal.counts() }, ...before],
    changes,
    userId,
  };
}

/** Sweeps that nobody goes on from any more are removed: there are hashes of people's data in them. */
async function keepBase(store: RemovableObjectStore, base: StoredBase): Promise<void> {
  const before = await readSweepBase(store);
  await writeSweepBase(store, base);
  const kept = new Set(base.runs.map(({ run }) => run));
  for (const { run } of before?.runs ?? []) {
    if (!kept.has(run)) await createPageJournal(store, run).remove();
  }
}

async function remember(
  { compared, counts, current, base }: Swept,
  mended: number,
  store: RemovableObjectStore,
  { clock, record, terminal }: SweepPorts,
): Promise<void> {
  const { records, contacts } = compared;
  const found: Record<string, number> = {};
  for (const { kind, count } of counts.groups()) found[kind] = (found[kind] ?? 0) + count;
  await writeLastSweep(store, {
    startedAt: current.startedAt,
    endedAt: clock.now(),
    scope: current.scope,
    fullAt: base?.fullAt ?? current.startedAt,
    records,
    contacts,
    findings: found,
    mended,
    erasures: mended === 0 ? 0 : counts.erasures(),
  });
  const checkpoint = await record?.({ compared: records + contacts, found, mended });
  if (checkpoint !== undefined) terminal.log(checkpointLine(checkpoint));
}
