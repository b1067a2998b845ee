import { openStores } from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import { ObjectStoreError } from '@spotler-connector/object-store';
import { expireSweepBase } from '@spotler-connector/sweep';
import type { Configured } from '../configured.ts';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * Has the next sweep read everything: messages may have been missing. Where that can't be stored it only says
 * so.
 */
export async function readAllNextTime(
  configured: Pick<Configured, 'section'>,
  { terminal, clock }: { readonly terminal: Pick<Terminal, 'log'>; readonly clock: Pick<Clock, 'now'> },
): Promise<void> {
  try {
    const stores = await openStores(configured.section('state'), clock);
    if (stores !== undefined) await expireSweepBase(stores.state);
  } catch (error) {
    if (!(error instanceof ObjectStoreError)) throw error;
    terminal.log('The store of SPOTLER_STATE can not be reached: say `sweep --full` the next time.');
  }
}
