import { erasureBrake, type Stores } from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import type { ErasureBrake } from '@spotler-connector/reconciler';
import type { SingleContacts } from '@spotler-connector/spotler-sdk';
import { watchBrake } from './watch-brake.ts';

/** The parts that the limit on erasures is made of. */
export interface BrakeParts {
  /** The stores that all workers share; without them each worker has the limit for itself. */
  readonly stores: Stores | undefined;
  /** Spotler's contacts. */
  readonly contacts: Pick<SingleContacts, 'get' | 'optOut'>;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** Ends waiting for the store. */
  readonly signal: AbortSignal;
}

/** Builds the limit on erasures, unless it is switched off. A dry run takes no permits. */
export function connectBrake(
  { anonymizationLimit: limit, dryRun }: Pick<Configuration, 'anonymizationLimit' | 'dryRun'>,
  { stores, contacts, logger, telemetry, clock, signal }: BrakeParts,
): ErasureBrake | undefined {
  if (dryRun) return undefined;
  const brake = erasureBrake({ limit, store: stores?.state, contacts, clock, signal });
  return brake && watchBrake(brake, { logger, telemetry, clock, limit });
}
