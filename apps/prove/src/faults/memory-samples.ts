import { readFile } from 'node:fs/promises';
import type { Clock } from '@spotler-connector/clock';

/** Memory that counts as flat: the last third of a run against its middle third. */
const MAX_RATIO = 1.2;
const MIN_SAMPLES = 30;

/** Takes the resident memory of processes together, in bytes, until `signal` fires. */
export async function sampleMemory(
  pids: readonly (number | undefined)[],
  everyMs: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const samples: number[] = [];
  try {
    for (;;) {
      await clock.sleep(everyMs, signal);
      const sizes = await Promise.all(pids.map(residentBytes));
      samples.push(sizes.reduce((sum, bytes) => sum + bytes, 0));
    }
  } catch {
    return samples;
  }
}

async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024;
}

/** How much larger the last third is than the middle one; 1 while there are too few samples. Pure. */
export function growthOf(samples: readonly number[]): number {
  const third = Math.floor(samples.length / 3);
  if (samples.length < MIN_SAMPLES) return 1;
  return meanOf(samples.slice(-third)) / meanOf(samples.slice(third, 2 * third));
}

/** Whether memory stayed as it was. Pure. */
export function isFlat(samples: readonly number[]): boolean {
  return growthOf(samples) <= MAX_RATIO;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
