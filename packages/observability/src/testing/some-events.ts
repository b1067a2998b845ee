import type { Telemetry } from '../telemetry/telemetry.ts';

/** A name for each method that takes an event, and an event that has every member. */
export const SOME_EVENTS = {
  messageSettled: {
    settlement: 'dead-letter',
    outcome: 'reconciled',
    table: 'contact',
    reason: 'SpotlerRejected',
    queueDelayMs: 1_500,
    durationMs: 40,
  },
  reconciled: {
    action: 'anonymize',
    cause: 'no-email',
    outcome: 'failed',
    system: 'spotler',
    failure: 'unavailable',
    durationMs: 30,
    attempts: 2,
  },
  callEnded: {
    system: 'spotler',
    endpoint: 'PUT /contact/anonymize/{externalId}',
    status: 503,
    failure: 'unavailable',
    durationMs: 20,
  },
  paused: { system: 'spotler' },
} as const;

/** Makes every metric have a value. */
export function useEverything(telemetry: Telemetry): void {
  telemetry.observe({ inFlight: () => 3, waiting: () => 2, running: () => 1 });
  telemetry.messageSettled(SOME_EVENTS.messageSettled);
  telemetry.reconciled(SOME_EVENTS.reconciled);
  telemetry.callEnded(SOME_EVENTS.callEnded);
  telemetry.paused(SOME_EVENTS.paused);
  telemetry.held({ table: 'contact', cause: 'no-email' });
  telemetry.brakeEngaged(true);
  telemetry.coalesced();
  telemetry.policyActing(true);
  telemetry.secondLook('mended');
  telemetry.swept('anonymized');
  telemetry.rebuilt();
  telemetry.callEnded({ system: 'dataverse', endpoint: 'no template', durationMs: 1 });
}
