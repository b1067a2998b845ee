import { readFileSync } from 'node:fs';

/** Reads `VmHWM` from `/proc/…/status`, in bytes; 0 when it is not there. Pure. */
export function peakIn(status: string): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024;
}

/** The most memory that this process held so far, in bytes. */
export function ownPeakMemory(): number {
  try {
    // What getrusage says counts the process that started this one.
    return peakIn(readFileSync('/proc/self/status', 'utf8'));
  } catch {
    // There is no Linux.
    return process.resourceUsage().maxRSS * 1_024;
  }
}
