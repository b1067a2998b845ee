import type { Outage } from '../work/circuit-state.ts';

/** What readiness depends on. */
export interface Condition {
  /** The sides that are down. */
  outages: readonly Outage[];
  /** Service Bus's code for why nothing can be received; `undefined` when messages can. */
  receiving: string | undefined;
  stopping: boolean;
}

/** Whether the worker takes messages, and if not, for each system that is down which and why. Pure. */
export function readiness({ outages, receiving, stopping }: Condition): {
  ready: boolean;
  reasons: readonly string[];
} {
  const reasons = outages.map(({ side, failure }) => {
    const system = side === 'source' ? 'Dataverse' : 'Spotler';
    return `${system}: ${failure.kind}`;
  });
  if (receiving !== undefined) reasons.push(`Service Bus: ${receiving}`);
  if (stopping) reasons.push('stopping');
  return { ready: reasons.length === 0, reasons };
}
