import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Initiator } from '@spotler-connector/ledger';
import {
  createWorkQueue,
  type Origin,
  type Priority,
  type ReconcileOutcome,
} from '@spotler-connector/reconciler';
import { type Turn, unlessEvicted } from './turn.ts';

/** The facts that a reconcile of one record starts from. */
export interface RecordTask {
  readonly ref: RecordRef;
  /**
   * The external ids that pre-images gave, where a column holds them: null for an empty column. The last one
   * that came is the last one here.
   */
  readonly toldIds: ReadonlySet<string | null>;
  /** `ours` as soon as one of those who ask speaks for our own organization. */
  readonly origin: Origin;
  /** The changes that this reconcile answers. */
  readonly initiators: readonly Initiator[];
  /** Whether nothing but second looks asks. */
  readonly secondLook?: boolean | undefined;
  /** Whether nothing but sweeps asks: what they find was wrong until now. */
  readonly sweep?: boolean | undefined;
  /** When contacts were erased last, by external id, as second looks tell. Default: none does. */
  readonly erasures?: ReadonlyMap<string, number> | undefined;
  /** Whether somebody may have been amid the same work, and have died of it. */
  readonly redelivered?: boolean | undefined;
  /** Kind of a look whose message came before: what it mended then may have left no evidence. */
  readonly repeatedLook?: 'second-look' | 'sweep' | undefined;
}

/** Options of asking for a reconcile. */
export interface ReconcileRequest {
  readonly priority: Priority;
  /**
   * The external id that the message's pre-image gave: null for an empty column, undefined for none.
   */
  readonly externalId?: string | null | undefined;
  /** Whether our own organization asks. */
  readonly origin: Origin;
  /** The change that led to it, and whoever made it. */
  readonly initiator?: Initiator | undefined;
  /** The second look that asks, if one does. */
  readonly secondLook?: { readonly erasedAt: number | undefined } | undefined;
  /** Whether a sweep asks. */
  readonly sweep?: boolean | undefined;
  /** Whether the message that asks was delivered before: a write of its last worker may be under way. */
  readonly redelivered?: boolean | undefined;
  /** Whether that message, or the one that it is a copy of, came before. */
  readonly repeated?: boolean | undefined;
  /** Fires when the message that asks has to go: it waits no longer. What is under way goes on. */
  readonly evicted?: AbortSignal | undefined;
  /** Done before the reconcile, in the same turn, so that nothing else is done to the record meanwhile. */
  readonly before?: (() => Promise<void>) | undefined;
}

/** The work on records: each at most once at a time, all of them up to a limit side by side. */
export interface RecordWork {
  /**
   * Gives the outcome of a reconcile that starts after this call. Rejects with an `AbortError` on stop, and
   * when `evicted` fires before it starts.
   */
  reconcile(ref: RecordRef, request: ReconcileRequest): Promise<ReconcileOutcome>;
  /** Records that wait, and records that are being reconciled. */
  readonly size: { readonly waiting: number; readonly running: number };
}

/** A record that somebody waits for. */
interface PendingRecord {
  task: RecordTask;
  waiters: number;
  /** The next reconcile. */
  turn: Turn;
  /** Has to be done before the next reconcile. */
  before: (() => Promise<void>)[];
  /** The outcome of the reconcile that was asked for last. */
  latest?: Promise<ReconcileOutcome>;
}

/**
 * Builds the work over `run`, which reconciles one record. `onCoalesced` is called for everyone who shares a
 * reconcile that somebody else waits for already. It keeps nothing of a record that is done.
 */
export function createRecordWork(
  concurrency: number,
  run: (task: RecordTask) => Promise<ReconcileOutcome>,
  onCoalesced: () => void = () => {},
): RecordWork {
  const pending = new Map<string, PendingRecord>();
  const queue = createWorkQueue<ReconcileOutcome>({
    concurrency,
    run: async (key) => {
      const record = pending.get(key);
      if (record === undefined) throw new DOMException('Nobody waits for this record', 'AbortError');
      record.turn.hasStarted = true;
      record.turn = { hasStarted: false };
      for (const doBefore of record.before.splice(0)) await doBefore();
      const { task } = record;
      // Whoever asks from now on is answered by the next reconcile.
      record.task = { ...task, initiators: [], repeatedLook: undefined };
      return run(task);
    },
  });

  return {
    async reconcile(ref, request) {
      const { priority, before } = request;
      // What is done before belongs to its message, and is done or not together with the reconcile.
      const evicted = before === undefined ? request.evicted : undefined;
      evicted?.throwIfAborted();
      const key = `${ref.table}/${ref.id}`;
      const record = pending.get(key) ?? newRecord(ref);
      record.waiters += 1;
      record.task = withRequest(record.task, request, record.waiters === 1);
      if (before !== undefined) record.before.push(before);
      pending.set(key, record);
      try {
        const outcome = queue.submit(key, priority);
        if (outcome === record.latest) onCoalesced();
        record.latest = outcome;
        return await unlessEvicted(outcome, record.turn, evicted);
      } finally {
        record.waiters -= 1;
        if (record.waiters === 0) pending.delete(key);
      }
    },
    get size() {
      return queue.size;
    },
  };
}

function newRecord(ref: RecordRef): PendingRecord {
  const task = { ref, toldIds: new Set<string | null>(), origin: 'unknown', initiators: [] } as const;
  return { task, waiters: 0, turn: { hasStarted: false }, before: [] };
}

/** The task with what one more message tells. */
function withRequest(
  task: RecordTask,
  { externalId, origin, initiator, secondLook, sweep, redelivered, repeated }: ReconcileRequest,
  isFirst: boolean,
): RecordTask {
  const toldIds = new Set(task.toldIds);
  if (externalId !== undefined) {
    toldIds.delete(externalId);
    toldIds.add(externalId);
  }
  return {
    ...task,
    toldIds,
    origin: origin === 'ours' ? origin : task.origin,
    initiators: initiator === undefined ? task.initiators : [...task.initiators, initiator],
    secondLook: (secondLook !== undefined && (isFirst || task.secondLook)) || undefined,
    sweep: (sweep === true && (isFirst || task.sweep)) || undefined,
    erasures: withErasure(task, externalId, secondLook?.erasedAt),
    redelivered: redelivered || task.redelivered || undefined,
    repeatedLook: (repeated && lookKind(secondLook, sweep)) || task.repeatedLook,
  };
}

function lookKind(
  secondLook: ReconcileRequest['secondLook'],
  sweep: boolean | undefined,
): RecordTask['repeatedLook'] {
  if (secondLook !== undefined) return 'second-look';
  return sweep === true ? 'sweep' : undefined;
}

function withErasure(
  { ref, erasures }: RecordTask,
  externalId: string | null | undefined,
  erasedAt: number | undefined,
): RecordTask['erasures'] {
  if (erasedAt === undefined) return erasures;
  const id = externalId ?? ref.id;
  return new Map(erasures).set(id, Math.max(erasedAt, erasures?.get(id) ?? erasedAt));
}
