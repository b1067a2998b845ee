import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { createWorkQueue, type Priority, type ReconcileOutcome } from '@spotler-connector/reconciler';

/** What has to be known to reconcile one record. */
export interface RecordTask {
  ref: RecordRef;
  /** The external id that a Delete message's pre-image gave, where a column holds it. */
  externalId?: string;
}

/** How a record's work is asked for. */
export interface AskOptions {
  priority: Priority;
  /** The external id that the message gave, if it gave one. */
  externalId?: string | undefined;
  /** Fires when the message that asks has to go, whatever comes of it. */
  released?: AbortSignal | undefined;
  /** Done before the reconcile, in the same turn, so that nothing else is done to the record meanwhile. */
  first?: () => Promise<void>;
}

/** The work on records: each at most once at a time, all of them up to a limit side by side. */
export interface RecordWork {
  /**
   * Resolves with the outcome of a reconcile that started after this call. Rejects with an `AbortError` when
   * the worker stops first.
   */
  reconcile(ref: RecordRef, options: AskOptions): Promise<ReconcileOutcome>;
  /** Records that wait, and records that are being reconciled. */
  readonly size: { waiting: number; running: number };
}

/** What is known of a record while somebody asks for it. */
interface Asked {
  task: RecordTask;
  askers: number;
  /** What the next reconcile has to wait for. */
  firsts: (() => Promise<void>)[];
  /** The outcome of the reconcile that was asked for last. */
  latest?: Promise<ReconcileOutcome>;
}

/**
 * Builds the work over `run`, which reconciles one record. `joined` is called for everyone who gets a reconcile
 * that somebody else had asked for. It keeps nothing of a record that is done.
 */
export function createRecordWork(
  concurrency: number,
  run: (task: RecordTask) => Promise<ReconcileOutcome>,
  joined: () => void = () => {},
): RecordWork {
  /** Only for records that are asked for right now. */
  const asked = new Map<string, Asked>();
  const queue = createWorkQueue<ReconcileOutcome>({
    concurrency,
    run: async (key) => {
      const entry = asked.get(key);
      if (entry === undefined) throw new Error('Nobody asked for this record');
      for (const first of entry.firsts.splice(0)) await first();
      return run(entry.task);
    },
  });

  return {
    async reconcile(ref, { priority, externalId, first }) {
      const key = `${ref.table}/${ref.id}`;
      const entry: Asked = asked.get(key) ?? { task: { ref }, askers: 0, firsts: [] };
      entry.askers += 1;
      if (externalId !== undefined) entry.task = { ref, externalId };
      if (first !== undefined) entry.firsts.push(first);
      asked.set(key, entry);
      try {
        const outcome = queue.submit(key, priority);
        if (outcome === entry.latest) joined();
        entry.latest = outcome;
        return await outcome;
      } finally {
        entry.askers -= 1;
        if (entry.askers === 0) asked.delete(key);
      }
    },
    get size() {
      return queue.size;
    },
  };
}
