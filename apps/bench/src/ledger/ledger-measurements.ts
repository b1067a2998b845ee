import type { Measurement } from '../report.ts';
import type { Cost, LedgerCosts } from './bench-ledger.ts';

const MAX_SHOW_MS = 1_000;
const MAX_READ_MS = 300_000;
const MAX_BYTES = 300e6;

/** The costs of a ledger of so many entries, each beside the most that it may be. */
export function ledgerMeasurements(
  { show, verify, report }: LedgerCosts,
  entries: number,
): readonly Measurement[] {
  const size = `a ledger of ${entries.toLocaleString('en').replaceAll(',', ' ')} entries`;
  return [
    timeOf(`show one record of ${size}`, show, MAX_SHOW_MS),
    timeOf(`verify ${size}`, verify, MAX_READ_MS),
    memoryOf(`memory of that`, verify),
    timeOf(`report all months of ${size}`, report, MAX_READ_MS),
    memoryOf(`memory of those reports`, report),
  ];
}

function timeOf(what: string, { ms, entries }: Cost, limitMs: number): Measurement {
  // What was found to be wrong has no time.
  const ratio = entries > 0 ? ms / limitMs : Number.POSITIVE_INFINITY;
  return { what, baseline: 'the goal', ours: seconds(ms), theirs: seconds(limitMs), ratio, limit: 1 };
}

function memoryOf(what: string, { peakBytes }: Cost): Measurement {
  const [ours, theirs] = [megabytes(peakBytes), megabytes(MAX_BYTES)];
  return { what, baseline: 'the goal', ours, theirs, ratio: peakBytes / MAX_BYTES, limit: 1 };
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 0)} s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
