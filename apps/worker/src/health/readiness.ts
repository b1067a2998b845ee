import type { GenerationState } from '@spotler-connector/policy-generation';
import type { Outage } from '../work/circuit-state.ts';

/** The facts that readiness depends on. */
export interface Condition {
  /** The systems that are down. */
  readonly outages: readonly Outage[];
  /** The kind of failure that keeps our organization from being known; `undefined` when there is none. */
  readonly organization: string | undefined;
  /** Connections that have not worked yet since the start, as reasons. */
  readonly untried: readonly string[];
  /** Systems that do not answer, as reasons. */
  readonly unanswered?: readonly string[] | undefined;
  /** Whether this worker's policy is the newest. */
  readonly generation?: GenerationState | undefined;
  /** Service Bus's code for why nothing can be received; `undefined` when messages can. */
  readonly receiving: string | undefined;
  readonly stopping: boolean;
}

/**
 * Whether the worker takes messages, and if not, why: the name of each system that is down, and its failure.
 */
export interface Readiness {
  readonly ready: boolean;
  readonly reasons: readonly string[];
}

const NAME = { dataverse: 'Dataverse', spotler: 'Spotler' } as const;

/** Says whether the worker takes messages, and why not when it does not. Pure. */
export function readiness({
  outages,
  organization,
  untried,
  unanswered = [],
  generation,
  receiving,
  stopping,
}: Condition): Readiness {
  const reasons = outages.map(({ system, failure }) => `${NAME[system]}: ${failure.kind}`);
  if (organization !== undefined) reasons.push(`Dataverse: ${organization}`);
  if (receiving !== undefined) reasons.push(`Service Bus: ${receiving}`);
  reasons.push(...untried, ...unanswered);
  if (generation === 'superseded') reasons.push('a newer policy acts');
  if (generation === 'unknown') reasons.push('state: not read yet');
  if (stopping) reasons.push('stopping');
  return { ready: reasons.length === 0, reasons: [...new Set(reasons)] };
}
