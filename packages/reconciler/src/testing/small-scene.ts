import type { ReconcileOptions } from '../reconcile.ts';
import { aPolicy, type SmallWorld } from './small-world.ts';

/** Options of reconciling the record of this world. */
export function optionsFor(world: SmallWorld, overrides: Partial<ReconcileOptions> = {}): ReconcileOptions {
  return {
    source: world.source,
    target: world.target,
    origin: 'ours',
    decide: aPolicy,
    readBackDelayMs: 0,
    ...overrides,
  };
}
