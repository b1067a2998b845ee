import type { Outage } from '../work/circuit-state.ts';

/** The facts that readiness depends on. */
export interface Condition {
  /** The systems that are down. */
  readonly outages: readonly Outage[];
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
export function readiness({ outages, receiving, stopping }: Condition): Readiness {
  const reasons = outages.map(({ system, failure }) => `${NAME[system]}: ${failure.kind}`);
  if (receiving !== undefined) reasons.push(`Service Bus: ${receiving}`);
  if (stopping) reasons.push('stopping');
  return { ready: reasons.length === 0, reasons };
}
