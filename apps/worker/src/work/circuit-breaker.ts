import { systemOf } from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import { type Failure, PortError, type ReconcileOutcome } from '@spotler-connector/reconciler';
import { createCircuitState, type GuardedSystem, type Outage } from './circuit-state.ts';
import { createWaiters, type Waiter } from './waiters.ts';

/**
 * Calls one system in a way that changes nothing, and throws a `PortError` when it does not answer as it
 * should.
 */
export type Probe = (signal: AbortSignal) => Promise<unknown>;

/** Does what has to be done when a circuit opens or closes. */
export interface CircuitListener {
  /** A circuit opened: intake stops. */
  onOpen(outage: Outage): void;
  /**
   * No circuit is open any more, and a half-open one needs work that shows whether its system does any: one
   * more message is admitted, since those in hand may fail for reasons of their own. Resolves when it is done
   * with.
   */
  admitOne(): Promise<void>;
  /** A circuit closed; another one may not be closed yet. */
  onClosed(system: GuardedSystem): void;
  /** Every circuit is closed: intake goes on. */
  onAllClosed(): void;
  /** A probe failed for no reason of its system. It is tried again all the same. */
  onProbeBug(system: GuardedSystem, error: unknown): void;
}

/** A circuit breaker for both systems: probes one that is down until it answers, and then does work again. */
export interface CircuitBreaker {
  /** From now on has `listener` do its part, and nobody else. */
  connect(listener: CircuitListener): void;
  /** Takes in how a reconcile went. */
  onOutcome(outcome: ReconcileOutcome): void;
  /**
   * Resolves as soon as no circuit is open, or after `maxMs`, and says which. Rejects when stopped or when
   * `signal` fires.
   */
  waitWhileOpen(maxMs: number, signal: AbortSignal): Promise<'not-open' | 'open'>;
  /** Says that somebody wants work done. */
  registerWaiter(): Waiter;
  /** The systems whose circuit is not closed, longest first. */
  readonly outages: readonly Outage[];
  /** Ends every probe and every wait. */
  stop(): void;
}

const NOBODY: CircuitListener = {
  onOpen() {},
  admitOne: async () => {},
  onClosed() {},
  onAllClosed() {},
  onProbeBug() {},
};

/** Builds a breaker with both circuits closed, and nobody connected. */
export function createCircuitBreaker(probes: Record<GuardedSystem, Probe>, clock: Clock): CircuitBreaker {
  const state = createCircuitState();
  const stopping = new AbortController();
  const waiters = createWaiters(() => state.open.length > 0, closeUntried);
  /** Systems with a probe on its way. */
  const probing = new Set<GuardedSystem>();
  /** Nobody waits for it before a circuit opens. */
  let noneOpen = Promise.withResolvers<'not-open'>();
  let allClosed = true;
  let listener = NOBODY;

  function systemsOut(): readonly GuardedSystem[] {
    return state.outages.map(({ system }) => system);
  }

  function onFailure(failure: Failure): void {
    const [out, open] = [systemsOut(), state.open];
    state.failed(failure, clock.now());
    const system = systemOf(failure);
    if (system === 'state') return;
    if (open.includes(system) || !state.open.includes(system)) return;
    if (open.length === 0) noneOpen = Promise.withResolvers<'not-open'>();
    allClosed = false;
    const outage = state.outages.find((each) => each.system === system);
    if (outage !== undefined && !out.includes(system)) listener.onOpen(outage);
    if (!probing.has(system)) void probeWhileOpen(system);
  }

  async function probeWhileOpen(system: GuardedSystem): Promise<void> {
    probing.add(system);
    while (!stopping.signal.aborted && state.open.includes(system)) {
      try {
        await clock.sleep(state.probeDelayMs(system), stopping.signal);
        await probes[system](stopping.signal);
      } catch (error) {
        // Still down, and its failure is in the outage already. Anything else is a bug of ours.
        if (!(error instanceof PortError) && !stopping.signal.aborted) listener.onProbeBug(system, error);
        continue;
      }
      state.probeSucceeded(system);
    }
    probing.delete(system);
    await tryWork();
  }

  /** Has the waiters try their work, and one more. */
  async function tryWork(): Promise<void> {
    if (state.open.length > 0) return;
    noneOpen.resolve('not-open');
    if (!allClosed && waiters.count > 0 && !waiters.isFull) await listener.admitOne();
    closeUntried();
  }

  /** Closes what is half-open when there is nobody whose work would show anything. */
  function closeUntried(): void {
    if (allClosed || waiters.count > 0 || state.open.length > 0 || stopping.signal.aborted) return;
    const out = systemsOut();
    state.close();
    announceClosed(out);
  }

  function onWorkDone(outcome: Exclude<ReconcileOutcome, { kind: 'failed' }>): void {
    const out = systemsOut();
    state.succeeded('dataverse');
    if (hasWritten(outcome)) state.succeeded('spotler');
    if (state.open.length === 0) noneOpen.resolve('not-open');
    if (!allClosed) announceClosed(out);
  }

  function announceClosed(wereOut: readonly GuardedSystem[]): void {
    const out = systemsOut();
    for (const system of wereOut) if (!out.includes(system)) listener.onClosed(system);
    if (out.length > 0) return;
    allClosed = true;
    listener.onAllClosed();
  }

  return {
    connect(connected) {
      listener = connected;
    },
    onOutcome(outcome) {
      if (outcome.kind === 'failed') onFailure(outcome.failure);
      else onWorkDone(outcome);
    },
    async waitWhileOpen(maxMs, signal) {
      if (state.open.length === 0) return 'not-open';
      const decided = new AbortController();
      const ends = AbortSignal.any([stopping.signal, decided.signal, signal]);
      try {
        return await Promise.race([noneOpen.promise, clock.sleep(maxMs, ends).then(() => 'open' as const)]);
      } finally {
        decided.abort();
      }
    },
    registerWaiter: waiters.register,
    get outages() {
      return state.outages;
    },
    stop: () => stopping.abort(),
  };
}

/** Whether Spotler changed something, or would have: one that only answers questions does no work. */
function hasWritten(outcome: Exclude<ReconcileOutcome, { kind: 'failed' }>): boolean {
  // Above the limit the contact is opted out. Nothing else that has an erasure wait changes anything.
  if (outcome.kind === 'blocked') return outcome.precondition === 'permit';
  if (outcome.kind !== 'reconciled') return true;
  return outcome.effect.kind !== 'left' && outcome.effect.kind !== 'unknown-contact';
}
