import { Command, InvalidArgumentError } from 'commander';
import { benchLedger, type LedgerCosts } from './bench-ledger.ts';

const MAX_SHOW_MS = 1_000;
const MAX_READ_MS = 300_000;
const MAX_BYTES = 300e6;

const command = new Command('bench-ledger')
  .description('Fills a ledger in a folder, and measures what showing, verifying and reporting take.')
  .option('--entries <number>', 'how many', toCount, 1_000_000)
  .option('--batch <number>', 'facts that share a write', toCount, 4)
  .action(async (size: { readonly entries: number; readonly batch: number }) => {
    const costs = await benchLedger(size, (line) => process.stdout.write(`${line}\n`));
    process.exitCode = isWithin(costs) ? 0 : 1;
  });

function toCount(text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('A whole number.');
}

function isWithin({ show, verify, report }: LedgerCosts): boolean {
  const fast = show.ms < MAX_SHOW_MS && verify.ms < MAX_READ_MS && report.ms < MAX_READ_MS;
  return fast && [verify, report].every(({ entries, peakBytes }) => entries > 0 && peakBytes < MAX_BYTES);
}

await command.parseAsync();
