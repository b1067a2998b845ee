import { failureOf, type System } from '@spotler-connector/adapters';
import { createManualClock } from '@spotler-connector/clock/testing';
import { PortError, type PreconditionName, type ReconcileOutcome } from '@spotler-connector/reconciler';
import { type CircuitListener, createCircuitBreaker } from '../circuit-breaker.ts';

const decision = { action: 'sync', rule: 'eligible', causes: [], policyVersion: '1' } as const;
/** Work that Spotler did. */
export const SYNCED: ReconcileOutcome = {
  kind: 'reconciled',
  decision,
  effect: { kind: 'synced' },
  attempts: 1,
};
/** Work that asked Spotler for nothing. */
export const LEFT: ReconcileOutcome = { ...SYNCED, effect: { kind: 'left' } };
/** Work that only asked Spotler a question. */
export const UNKNOWN_CONTACT: ReconcileOutcome = { ...SYNCED, effect: { kind: 'unknown-contact' } };
/** Spotler refuses the credentials. */
export const REFUSED = refusedBy('spotler');

/** Spotler does not answer one call. */
export const UNAVAILABLE: ReconcileOutcome = {
  kind: 'failed',
  failure: failureOf('spotler', { kind: 'unavailable' }),
  attempts: 1,
};
/** Spotler changed something, and yet the record is not done with. */
export function undone(kind: 'not-erased' | 'unsettled'): ReconcileOutcome {
  return { kind, decision, attempts: 1 };
}

/** The erasure waits, since something is not as it has to be. */
export function blockedBy(precondition: PreconditionName): ReconcileOutcome {
  return { kind: 'blocked', decision, precondition, attempts: 1 };
}

/** A system refuses the credentials. */
export function refusedBy(system: System): ReconcileOutcome {
  return { kind: 'failed', failure: failureOf(system, { kind: 'authentication', status: 401 }), attempts: 1 };
}

/**
 * A breaker, its clock, and everything that it had done, in order. `down` is the systems that answer no
 * probe.
 */
export function aBreaker(...down: System[]) {
  const events: string[] = [];
  const clock = createManualClock();
  const signal = new AbortController().signal;
  const probe = (system: System) => async () => {
    if (down.includes(system)) throw new PortError(failureOf(system, { kind: 'unavailable' }));
    events.push(`${system} answers`);
  };
  const probes = { dataverse: probe('dataverse'), spotler: probe('spotler') };
  const breaker = createCircuitBreaker(probes, clock);
  const admitting = { done: Promise.resolve() };
  const listener: CircuitListener = {
    onOpen: ({ system }) => void events.push(`${system} open`),
    async admitOne() {
      events.push('admit one');
      await admitting.done;
    },
    onClosed: (system) => void events.push(`${system} closed`),
    onAllClosed: () => void events.push('all closed'),
    onProbeBug: (system) => void events.push(`${system} probe broken`),
  };
  breaker.connect(listener);
  const wait = (maxMs: number) => breaker.waitWhileOpen(maxMs, signal);
  return { breaker, listener, events, clock, wait, down, admitting };
}
