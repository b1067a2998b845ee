import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { systemClock } from '@spotler-connector/clock';
import { peakIn } from '@spotler-connector/local-services/peak-memory';

const POLL_MS = 20;

/**
 * The most memory that a process held up to its end, in bytes, as Linux counts it; 0 where there is no Linux.
 */
export async function peakMemory(
  child: Pick<ChildProcess, 'pid' | 'exitCode' | 'signalCode'>,
): Promise<number> {
  let peak = 0;
  while (child.exitCode === null && child.signalCode === null) {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    // What is read last holds the most: the kernel remembers.
    peak = Math.max(peak, peakIn(status));
    await systemClock.sleep(POLL_MS);
  }
  return peak;
}
