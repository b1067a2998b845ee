import { openStores, type Stores } from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import type { Configured } from '../configured.ts';
import { usageError } from '../failure/operator-error.ts';

/**
 * Opens the stores that workers share.
 *
 * @throws {OperatorError} with exit code 2 when none are configured.
 */
export async function openEvidence(configured: Configured, clock: Clock): Promise<Stores> {
  const stores = await openStores(configured.section('state'), clock);
  if (stores !== undefined) return stores;
  throw usageError('SPOTLER_STATE is not set: without it no evidence is kept. Set it as the worker has it.');
}
