import { policyFingerprint, type Stores } from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import type { FieldMapping } from '@spotler-connector/dataverse';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import {
  type GenerationState,
  joinGeneration,
  type PolicyGeneration,
} from '@spotler-connector/policy-generation';
import type { IntakeGate } from './work/intake-gate.ts';

/** The parts that the generation of a worker is made of. */
export interface GenerationParts {
  /** The stores that all workers share; `undefined` when nothing is kept. */
  readonly stores: Stores | undefined;
  readonly mapping: FieldMapping;
  /** Is opened while this worker's policy is the newest. */
  readonly gate: Pick<IntakeGate, 'open' | 'close'>;
  readonly logger: Logger;
  readonly telemetry: Pick<Telemetry, 'policyActing'>;
  readonly clock: Clock;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Nothing is shared, or nothing is written: then nobody can tell, or nobody needs to. */
const ALONE: PolicyGeneration = { state: 'acting', mayAct: () => true };

/** Joins the generation of those that decide as this worker does, and lets messages in while it acts. */
export function openGeneration(configuration: Configuration, parts: GenerationParts): PolicyGeneration {
  const { stores, mapping, gate, logger, telemetry, clock, signal } = parts;
  if (stores === undefined || configuration.dryRun) {
    gate.open('generation');
    return ALONE;
  }
  return joinGeneration({
    store: stores.state,
    fingerprint: policyFingerprint(configuration, mapping),
    onChange(state) {
      telemetry.policyActing(state === 'acting');
      if (state === 'acting') gate.open('generation');
      else gate.close('generation');
      report(logger, state);
    },
    onFailed: (error) => logger.warn('generation unknown', { error }),
    clock,
    signal,
  });
}

function report(logger: Logger, state: GenerationState): void {
  if (state === 'superseded') logger.warn('policy superseded');
  else logger.info('policy generation', { state });
}
