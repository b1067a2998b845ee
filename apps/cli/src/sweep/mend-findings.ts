import {
  assertOwned,
  type Compared,
  type FindingCounts,
  mend,
  updateCurrentSweep,
} from '@spotler-connector/sweep';
import { createProgress } from '../terminal/progress.ts';
import { createRateLimit } from '../time/rate-limit.ts';
import type { BegunSweep } from './begin-sweep.ts';
import type { SweepOptions } from './sweep-command.ts';
import type { SweepPorts } from './sweep-ports.ts';

/** Messages in one batch: far below the size that Service Bus takes at once. */
const TOGETHER = 100;

/** Both sides, compared and counted. */
export interface Swept extends BegunSweep {
  readonly compared: Compared;
  readonly counts: FindingCounts;
}

/** Hands on what is to be mended, and says how many, and whether it was stopped before all were. */
export async function mendAll(
  { compared, counts, current }: Swept,
  { orphans, rate }: SweepOptions,
  { terminal, clock, signal, store, send }: SweepPorts,
): Promise<{ readonly count: number; readonly stopped: boolean }> {
  const limit = createRateLimit(rate, clock);
  const bar = createProgress(terminal, counts.mendable(), clock);
  let done = current.mended;
  try {
    const count = await mend({
      findings: compared.list(),
      foreignIdsToo: orphans,
      mendedTo: current.mendedTo,
      together: rate === 0 ? TOGETHER : Math.max(1, Math.min(TOGETHER, Math.floor(rate))),
      signal,
      async send(findings) {
        await limit.take(findings.length, signal);
        if (store !== undefined) await assertOwned(store, current);
        await send(findings);
      },
      async onMended(place, size) {
        done += size;
        bar.show(done);
        if (store !== undefined) {
          await updateCurrentSweep(store, current, { ...current, mendedTo: place, mended: done });
        }
      },
    });
    return { count: current.mended + count, stopped: signal.aborted };
  } finally {
    bar.end();
  }
}
