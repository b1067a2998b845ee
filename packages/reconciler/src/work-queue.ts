/** How the work queue runs what is submitted to it. */
export interface WorkQueueOptions<Outcome> {
  /** How many keys run side by side. */
  concurrency: number;
  /** Does the work of one key. Never called twice at once for the same key. */
  run: (key: string) => Promise<Outcome>;
}

/** `urgent` work goes ahead of `ordinary` work, but never holds it up for good. */
export type Priority = 'urgent' | 'ordinary';

/** Work by key, as in Kubernetes controllers: what is asked for many times is done once. */
export interface WorkQueue<Outcome> {
  /**
   * Asks for the work of `key` and resolves with the outcome of a run that *started after* this call:
   * whoever asks while a run is waiting joins it, whoever asks while one is under way joins the next.
   * Rejects with whatever `run` throws.
   */
  submit(key: string, priority?: Priority): Promise<Outcome>;
  /** Keys that wait, and keys that run. */
  readonly size: { waiting: number; running: number };
}

interface Entry<Outcome> {
  key: string;
  promise: Promise<Outcome>;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
  priority: Priority;
}

/** After this many urgent keys in a row an ordinary one gets its turn. */
const URGENT_IN_A_ROW = 4;

/** Builds a {@link WorkQueue}. It keeps no trace of a key whose work is done. */
export function createWorkQueue<Outcome>({
  concurrency,
  run,
}: WorkQueueOptions<Outcome>): WorkQueue<Outcome> {
  const waiting = new Map<string, Entry<Outcome>>();
  const lanes = { urgent: new Map<string, Entry<Outcome>>(), ordinary: new Map<string, Entry<Outcome>>() };
  const running = new Set<string>();
  let urgentInARow = 0;

  function submit(key: string, priority: Priority = 'ordinary'): Promise<Outcome> {
    const entry = waiting.get(key) ?? enqueue(key, priority);
    if (priority === 'urgent' && entry.priority === 'ordinary') move(entry);
    startWhatFits();
    return entry.promise;
  }

  function enqueue(key: string, priority: Priority): Entry<Outcome> {
    const entry = { key, priority, ...Promise.withResolvers<Outcome>() };
    waiting.set(key, entry);
    if (!running.has(key)) lanes[priority].set(key, entry);
    return entry;
  }

  function move(entry: Entry<Outcome>): void {
    entry.priority = 'urgent';
    if (lanes.ordinary.delete(entry.key)) lanes.urgent.set(entry.key, entry);
  }

  function startWhatFits(): void {
    while (running.size < concurrency) {
      const entry = takeNext();
      if (entry === undefined) return;
      void start(entry);
    }
  }

  function takeNext(): Entry<Outcome> | undefined {
    const ordinaryTurn = urgentInARow >= URGENT_IN_A_ROW && lanes.ordinary.size > 0;
    const lane = lanes.urgent.size > 0 && !ordinaryTurn ? lanes.urgent : lanes.ordinary;
    const first = lane.values().next();
    if (first.done) return undefined;
    urgentInARow = lane === lanes.urgent ? urgentInARow + 1 : 0;
    lane.delete(first.value.key);
    waiting.delete(first.value.key);
    return first.value;
  }

  async function start(entry: Entry<Outcome>): Promise<void> {
    running.add(entry.key);
    try {
      entry.resolve(await run(entry.key));
    } catch (error) {
      entry.reject(error);
    } finally {
      running.delete(entry.key);
      // Asked for meanwhile: its turn comes behind those that waited all along.
      const again = waiting.get(entry.key);
      if (again !== undefined) lanes[again.priority].set(again.key, again);
      startWhatFits();
    }
  }

  return {
    submit,
    get size() {
      return { waiting: waiting.size, running: running.size };
    },
  };
}
