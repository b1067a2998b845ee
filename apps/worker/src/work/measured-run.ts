import { systemOf } from '@spotler-connector/adapters';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Clock } from '@spotler-connector/clock';
import type { Reconciled } from '@spotler-connector/observability';
import type { ContactWrite, ReconcileOutcome } from '@spotler-connector/reconciler';
import { lookResult, looksAfter } from './looks-after.ts';
import type { RecordTask } from './record-work.ts';
import type { SecondLooks } from './second-looks.ts';
import { withLooks } from './with-looks.ts';

/** Options of running reconciles. */
export interface MeasuredRunOptions {
  /** Called with how each reconcile went, and with what is measured of it. */
  readonly onOutcome: (outcome: ReconcileOutcome, measured: Reconciled) => void;
  /** Arranges second looks. */
  readonly looks: SecondLooks;
  /** Called with the result of each second look. */
  readonly onSecondLook: (ref: RecordRef, outcome: ReconcileOutcome, result: 'mended' | 'nothing') => void;
  /** Called for each contact that was looked at because a sweep found something. */
  readonly onSwept: (ref: RecordRef, outcome: ReconcileOutcome) => void;
  readonly clock: Clock;
  /** From then on no reconcile is begun. */
  readonly draining: AbortSignal;
}

/** Runs a reconcile, which tells of each of its writes. */
export type MeasuredRun = (
  task: RecordTask,
  run: (onWrite: (write: ContactWrite) => void) => Promise<ReconcileOutcome>,
) => Promise<ReconcileOutcome>;

/** Builds it. Each run is measured, and done when every second look that it needs is arranged. */
export function createMeasuredRun(options: MeasuredRunOptions): MeasuredRun {
  const { onOutcome, looks, onSecondLook, onSwept, clock, draining } = options;
  return async (task, run) => {
    // Waiting records are given back to the queue when the worker stops; nothing is begun any more.
    draining.throwIfAborted();
    const started = clock.monotonic();
    const writes: ContactWrite[] = [];
    const outcome = await withLooks(() => run((write) => void writes.push(write)), {
      arrange: () => looks.arrange(looksAfter(task, writes, clock.now())),
    });
    onOutcome(outcome, measureReconcile(outcome, clock.monotonic() - started));
    const result = task.secondLook ? lookResult(outcome) : undefined;
    if (result !== undefined) onSecondLook(task.ref, outcome, result);
    if (task.sweep) onSwept(task.ref, outcome);
    return outcome;
  };
}

function measureReconcile(outcome: ReconcileOutcome, durationMs: number): Reconciled {
  const { decision, attempts } = outcome;
  const failure = outcome.kind === 'failed' ? outcome.failure : undefined;
  return {
    action: decision?.action,
    cause: decision?.causes[0],
    outcome: outcome.kind === 'reconciled' ? outcome.effect.kind : outcome.kind,
    system: failure && systemOf(failure),
    failure: failure?.kind,
    durationMs,
    attempts,
  };
}
