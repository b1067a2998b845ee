import { policyFingerprint, type Stores, settingsFingerprint } from '@spotler-connector/adapters';
import { POLICY_VERSION } from '@spotler-connector/anonymization-policy';
import type { Clock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import type { FieldMapping } from '@spotler-connector/dataverse';
import type { EvidenceWriter } from '@spotler-connector/ledger';
import type { ObjectStore, ObjectStoreError } from '@spotler-connector/object-store';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import {
  type GenerationState,
  joinGeneration,
  type PolicyGeneration,
} from '@spotler-connector/policy-generation';
import { recordGeneration } from './generation-evidence.ts';
import type { IntakeGate } from './work/intake-gate.ts';
import { isAbort } from './work/is-abort.ts';

/** The parts that the generation of a worker is made of. */
export interface GenerationParts {
  /** The stores that all workers share; `undefined` when nothing is kept. */
  readonly stores: Stores | undefined;
  /** Writes evidence; `undefined` when none is kept. */
  readonly evidence: Pick<EvidenceWriter, 'append'> | undefined;
  readonly mapping: FieldMapping;
  /** Is opened while this worker's policy is the newest, and evidence of that is stored. */
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
  const { stores, evidence, mapping, gate, logger, telemetry, clock, signal } = parts;
  if (stores === undefined || configuration.dryRun) {
    gate.open('generation');
    return ALONE;
  }
  const onFailed = (error: ObjectStoreError) => logger.warn('generation unknown', { error });

  async function openWhenRecorded(state: ObjectStore, number: number): Promise<void> {
    const settings = settingsFingerprint(configuration);
    const fact = { generation: String(number), policyVersion: POLICY_VERSION, settings };
    try {
      if (evidence !== undefined) {
        const options = { writer: evidence, state, onFailed, clock, signal };
        await recordGeneration({ kind: 'generation', ...fact }, options);
      }
    } catch (error) {
      if (!isAbort(error)) logger.error('generation unknown', { error });
      return;
    }
    if (generation.state === 'acting') gate.open('generation');
  }

  const generation = joinGeneration({
    store: stores.state,
    fingerprint: policyFingerprint(configuration, mapping),
    onChange(state, number) {
      telemetry.policyActing(state === 'acting');
      if (state === 'acting') void openWhenRecorded(stores.state, number);
      else gate.close('generation');
      report(logger, state);
    },
    onFailed,
    clock,
    signal,
  });
  return generation;
}

function report(logger: Logger, state: GenerationState): void {
  if (state === 'superseded') logger.warn('policy superseded');
  else logger.info('policy generation', { state });
}
