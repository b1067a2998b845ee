import {
  type Compared,
  type CurrentSweep,
  type FindingCounts,
  mend,
  writeCurrentSweep,
  writeLastSweep,
} from '@spotler-connector/sweep';
import { createProgress } from '../terminal/progress.ts';
import { createRateLimit } from '../time/rate-limit.ts';
import type { SweepOptions } from './sweep-command.ts';
import type { SweepPorts } from './sweep-ports.ts';

/** Messages in one batch: far below the size that Service Bus takes at once. */
const TOGETHER = 100;

/** Both sides, compared and counted. */
export interface Swept {
  readonly compared: Compared;
  readonly counts: FindingCounts;
  readonly current: CurrentSweep;
}

/** Hands on what is to be mended, and says how many, and whether it was stopped before all were. */
export async function mendAll(
  { compared, counts, current }: Swept,
  { orphans, rate }: SweepOptions,
  { terminal, clock, signal, store, send }: SweepPorts,
): Promise<{ readonly count: number; readonly stopped: boolean }> {
  const limit = createRateLimit(rate, clock);
  const bar = createProgress(terminal, counts.mendable(), clock);
  let done = 0;
  try {
    const count = await mend({
      findings: compared.list(),
      foreignIdsToo: orphans,
      mendedTo: current.mendedTo,
      together: rate === 0 ? TOGETHER : Math.max(1, Math.min(TOGETHER, Math.floor(rate))),
      signal,
      async send(findings) {
        await limit.take(findings.length, signal);
        await send(findings);
      },
      async onMended(place, size) {
        done += size;
        bar.show(done);
        if (store !== undefined) await writeCurrentSweep(store, { ...current, mendedTo: place });
      },
    });
    return { count, stopped: signal.aborted };
  } finally {
    bar.end();
  }
}

/** Remembers a sweep that ended. One of a single table says nothing about the others. */
export async function remember(
  { compared, counts, current }: Swept,
  mended: number,
  { table }: SweepOptions,
  { store, clock }: SweepPorts,
): Promise<void> {
  if (store === undefined || table !== undefined) return;
  const findings: Record<string, number> = {};
  for (const { kind, count } of counts.groups()) findings[kind] = (findings[kind] ?? 0) + count;
  await writeLastSweep(store, {
    startedAt: current.startedAt,
    endedAt: clock.now(),
    scope: 'full',
    fingerprint: current.fingerprint,
    records: compared.records,
    contacts: compared.contacts,
    findings,
    mended,
    erasures: counts.erasures(),
    changes: Object.fromEntries(Object.entries(compared.changes)),
  });
}
