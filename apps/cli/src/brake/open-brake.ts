import { hostname } from 'node:os';
import { openStores, type Stores } from '@spotler-connector/adapters';
import { type HeldContacts, openHeldContacts } from '@spotler-connector/brake';
import type { Clock } from '@spotler-connector/clock';
import { createEvidenceWriter, type EvidenceWriter } from '@spotler-connector/ledger';
import type { ObjectStore } from '@spotler-connector/object-store';
import type { Configured } from '../configured.ts';
import { usageError } from '../failure/operator-error.ts';

/** State shared with the workers about the limit on erasures. */
export interface OpenBrake {
  /** The limit as it is configured here; 0 for none. */
  readonly limit: number;
  /** Where permits are counted. */
  readonly store: ObjectStore;
  /** The contacts that were held. */
  readonly held: HeldContacts;
  /** Writes evidence of what people decide. */
  readonly evidence: EvidenceWriter;
}

/** Opens the store of the state. @throws {OperatorError} with exit code 2 when none is configured. */
export async function openBrake(configured: Configured, clock: Clock): Promise<OpenBrake> {
  configured.check('choices', 'state');
  const stores = await openStores(configured.section('state'), clock);
  if (stores === undefined) {
    throw usageError(
      'SPOTLER_STATE is not set: without it each worker holds contacts by itself, and nobody knows whom. ' +
        'Set it as the workers have it.',
    );
  }
  return brakeOver(stores, configured.section('choices').anonymizationLimit, clock);
}

/** The limit on erasures in a store. */
export function brakeOver(stores: Stores, limit: number, clock: Pick<Clock, 'now'>): OpenBrake {
  const { state: store } = stores;
  const evidence = createEvidenceWriter({ ...stores, writer: `brake.${hostname()}`, clock });
  return { limit, store, held: openHeldContacts(store), evidence };
}
