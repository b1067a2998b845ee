import { setTimeout as wait } from 'node:timers/promises';
import type { Failure, ReconcileOutcome, Side } from '@spotler-connector/reconciler';
import { type Availability, createAvailability, type Outage } from './circuit-state.ts';

/** Calls one side in a way that changes nothing, and throws when it does not answer as it should. */
export type Probe = (signal: AbortSignal) => Promise<unknown>;

/** What the watch tells the rest of the worker. */
export interface SideWatchEvents {
  /** A side went down: intake stops. */
  onDown(outage: Outage): void;
  /**
   * Every side answers probes, and it is to be seen whether they also do work: one message more is let in, since
   * those in hand may fail for reasons of their own. Resolves when it is done with.
   */
  onTrial(): Promise<void>;
  /** A side does work again; another one may still be down. */
  onRecovered(side: Side): void;
  /** Every side does work again: intake goes on. */
  onUp(): void;
}

/** Somebody who wants work done, from the first try to the last. */
export interface Attendance {
  /**
   * Whether to go on although patience has ended: true for a few while a side is down, so that there is work to try it
   * with. The others give their messages back.
   */
  held(): boolean;
  /** Has to be called in the end. */
  leave(): void;
}

/** Watches both sides: notes how work goes, and probes a side that is down until it answers, and does work again. */
export interface SideWatch {
  /** Takes note of how a reconcile went. */
  note(outcome: ReconcileOutcome): void;
  /**
   * Resolves with `up` as soon as every side answers, or with `down` after `patienceMs`. Rejects when stopped or when
   * `signal` fires.
   */
  untilUp(patienceMs: number, signal?: AbortSignal): Promise<'up' | 'down'>;
  /** Says that somebody wants work done. */
  attend(): Attendance;
  /** The sides that have done no work since they went down, longest first. */
  readonly outages: readonly Outage[];
  /** Ends every probe and every wait. */
  stop(): void;
}

/** Messages held for as long as it takes. They are what a side is tried with when it answers probes. */
const MOST_HELD = 8;
/** The longest that a timer can wait. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** Builds the watch with both sides up. */
export function createSideWatch(probes: Record<Side, Probe>, events: SideWatchEvents): SideWatch {
  const availability: Availability = createAvailability();
  const stopping = new AbortController();
  /** Sides with a probe on its way. */
  const probed = new Set<Side>();
  let up = Promise.withResolvers<'up'>();
  up.resolve('up');
  let open = true;
  let attending = 0;
  let held = 0;

  const sidesOut = () => availability.outages.map(({ side }) => side);

  function failed(failure: Failure): void {
    const [out, down] = [sidesOut(), availability.down];
    availability.failed(failure, Date.now());
    const { side } = failure;
    if (down.includes(side) || !availability.down.includes(side)) return;
    if (down.length === 0) up = Promise.withResolvers<'up'>();
    open = false;
    const outage = availability.outages.find((each) => each.side === side);
    if (outage !== undefined && !out.includes(side)) events.onDown(outage);
    if (!probed.has(side)) void probeUntilUp(side);
  }

  async function probeUntilUp(side: Side): Promise<void> {
    probed.add(side);
    while (!stopping.signal.aborted && availability.down.includes(side)) {
      try {
        await wait(availability.probeDelayMs(side), undefined, { signal: stopping.signal });
        await probes[side](stopping.signal);
      } catch {
        continue;
      }
      availability.answered(side);
    }
    probed.delete(side);
    await tryWork();
  }

  /** Lets those who wait try it, and one more. */
  async function tryWork(): Promise<void> {
    if (availability.down.length > 0) return;
    up.resolve('up');
    if (!open && attending > 0 && held < MOST_HELD) await events.onTrial();
    openUnattended();
  }

  /** Nobody is there whose work would show anything. */
  function openUnattended(): void {
    if (open || attending > 0 || availability.down.length > 0 || stopping.signal.aborted) return;
    const out = sidesOut();
    availability.trust();
    letIn(out);
  }

  function succeeded(outcome: Exclude<ReconcileOutcome, { kind: 'failed' }>): void {
    const out = sidesOut();
    availability.succeeded('source');
    if (hasWritten(outcome)) availability.succeeded('target');
    if (availability.down.length === 0) up.resolve('up');
    if (!open) letIn(out);
  }

  function letIn(out: readonly Side[]): void {
    const still = sidesOut();
    for (const side of out) if (!still.includes(side)) events.onRecovered(side);
    if (still.length > 0) return;
    open = true;
    events.onUp();
  }

  return {
    note(outcome) {
      if (outcome.kind === 'failed') failed(outcome.failure);
      else succeeded(outcome);
    },
    async untilUp(patienceMs, released) {
      if (availability.down.length === 0) return 'up';
      const decided = new AbortController();
      const ends = [stopping.signal, decided.signal, ...(released === undefined ? [] : [released])];
      const signal = AbortSignal.any(ends);
      const ms = Math.min(Math.max(patienceMs, 0), LONGEST_WAIT_MS);
      try {
        return await Promise.race([up.promise, wait(ms, 'down' as const, { signal })]);
      } finally {
        decided.abort();
      }
    },
    attend() {
      attending += 1;
      let holding = false;
      return {
        held() {
          if (availability.down.length === 0) return false;
          if (!holding && held < MOST_HELD) {
            holding = true;
            held += 1;
          }
          return holding;
        },
        leave() {
          attending -= 1;
          if (holding) held -= 1;
          openUnattended();
        },
      };
    },
    get outages() {
      return availability.outages;
    },
    stop: () => stopping.abort(),
  };
}

/** Whether Spotler changed something, or would have: one that only answers questions is not up. */
function hasWritten(outcome: Exclude<ReconcileOutcome, { kind: 'failed' }>): boolean {
  if (outcome.kind !== 'reconciled') return true;
  return outcome.effect.kind !== 'left' && outcome.effect.kind !== 'unknown-contact';
}
