import type { Outage } from './intake/availability.ts';

/** Whether the worker takes messages, and if not, for each side that is down which and why. Pure. */
export function readiness(
  outages: readonly Outage[],
  stopping: boolean,
): { ready: boolean; reasons: readonly string[] } {
  const reasons = outages.map(({ side, failure }) => {
    const system = side === 'source' ? 'Dataverse' : 'Spotler';
    return `${system}: ${failure.kind}`;
  });
  if (stopping) reasons.push('stopping');
  return { ready: reasons.length === 0, reasons };
}
