import { createManualClock } from '@spotler-connector/clock/testing';
import { createEvidenceWriter } from '../create-evidence-writer.ts';
import { aLedgerStore, type LedgerStore } from './a-ledger-store.ts';
import { anErasure } from './some-facts.ts';

/** A ledger of two writers: one block of three erasures and its own end, and one that is still at work. */
export async function aLedger() {
  const [evidence, state] = [aLedgerStore(), aLedgerStore()];
  const clock = createManualClock(Date.UTC(2026, 10, 28, 12));
  const [one, other] = ['worker-1', 'worker-2'].map((writer) =>
    createEvidenceWriter({ evidence, state, clock, writer }),
  );
  if (one === undefined || other === undefined) throw new Error('There are two writers');
  await one.append(anErasure(0));
  await Promise.all([1, 2, 3].map((number) => one.append(anErasure(number))));
  await one.append(anErasure(4));
  await one.end();
  await clock.advance(1_000);
  await other.append(anErasure(5));
  return { evidence, state, clock, other, first: blocksOf(evidence, 0), second: blocksOf(evidence, 1) };
}

/** The names of the blocks of the chain that began as number `index`. */
export function blocksOf({ objects }: LedgerStore, index: number): string[] {
  const blocks = [...objects.keys()].filter((name) => name.startsWith('chains/')).sort();
  const chains = [...new Set(blocks.map((name) => name.split('/')[2]))];
  return blocks.filter((name) => name.split('/')[2] === chains[index]);
}

/** The lines of an object. */
export function linesAt({ objects }: LedgerStore, name: string | undefined): string[] {
  return new TextDecoder()
    .decode(objects.get(name ?? ''))
    .trimEnd()
    .split('\n');
}

/** Replaces an object by hand. */
export function tamper({ objects }: LedgerStore, name: string | undefined, lines: readonly string[]): void {
  objects.set(name ?? '', new TextEncoder().encode(`${lines.join('\n')}\n`));
}
