import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { systemClock } from '@spotler-connector/clock';
import { fillLedger, type LedgerSize } from './fill-ledger.ts';

/** Cost of one question to a ledger. */
export interface Cost {
  /** Entries that the answer is made of; -1 when evidence was found to be wrong. */
  readonly entries: number;
  readonly ms: number;
  /** The most memory that its process held. */
  readonly peakBytes: number;
}

/** The costs of a ledger. */
export interface LedgerCosts {
  readonly writes: number;
  readonly fillMs: number;
  readonly show: Cost;
  readonly verify: Cost;
  /** The reports of twelve months, which together read everything. */
  readonly report: Cost;
}

const RUN = fileURLToPath(new URL('./measured-run.ts', import.meta.url));
const run = promisify(execFile);

/** Fills a ledger, and asks it three questions, each in a process of its own. */
export async function benchLedger(
  size: LedgerSize,
  say: (line: string) => void = () => {},
): Promise<LedgerCosts> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  async function measured(...question: string[]): Promise<Cost> {
    const [what = '', ...rest] = question;
    const { stdout } = await run(process.execPath, [RUN, what, folder, ...rest]);
    const cost: Cost = JSON.parse(stdout);
    say(
      `${what}: ${cost.entries} entries, ${(cost.ms / 1000).toFixed(2)} s, ${(cost.peakBytes / 1e6).toFixed(0)} MB`,
    );
    return cost;
  }
  try {
    const started = systemClock.monotonic();
    const writes = await fillLedger(folder, size);
    const fillMs = systemClock.monotonic() - started;
    say(`filled with ${size.entries} entries in ${writes} writes, ${(fillMs / 1000).toFixed(0)} s`);
    const show = await measured('show', String(Math.floor(size.entries / 2)));
    const verify = await measured('verify');
    const report = await measured('report');
    return { writes, fillMs, show, verify, report };
  } finally {
    await rm(folder, { recursive: true });
  }
}
