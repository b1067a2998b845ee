/** How the work queue runs what is submitted to it. */
export interface WorkQueueOptions<Outcome> {
  /** How many keys run side by side. */
  concurrency: number;
  /** Does the work of one key. Never called twice at once for the same key. */
  run: (key: string) => Promise<Outcome>;
}

/** Each goes ahead of the next, but never holds it up for good. */
export type Priority = 'urgent' | 'ordinary' | 'low';

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

/** From the most urgent on. */
const PRIORITIES: readonly Priority[] = ['urgent', 'ordinary', 'low'];
/** After this many keys in a row that went ahead of it, one of the next priority gets its turn. */
const MAX_AHEAD: Readonly<Record<Priority, number>> = { urgent: 0, ordinary: 4, low: 32 };

function rankOf(priority: Priority): number {
  return PRIORITIES.indexOf(priority);
}

/** Builds a {@link WorkQueue}. It keeps no trace of a key whose work is done. */
export function createWorkQueue<Outcome>({
  concurrency,
  run,
}: WorkQueueOptions<Outcome>): WorkQueue<Outcome> {
  const waiting = new Map<string, Entry<Outcome>>();
  const lanes: Readonly<Record<Priority, Map<string, Entry<Outcome>>>> = {
    urgent: new Map(),
    ordinary: new Map(),
    low: new Map(),
  };
  const running = new Set<string>();
  /** Keys in a row that went ahead of each priority while it waited. */
  const ahead = { urgent: 0, ordinary: 0, low: 0 };

  function submit(key: string, priority: Priority = 'ordinary'): Promise<Outcome> {
    const entry = waiting.get(key) ?? enqueue(key, priority);
    if (rankOf(priority) < rankOf(entry.priority)) move(entry, priority);
    startWhatFits();
    return entry.promise;
  }

  function enqueue(key: string, priority: Priority): Entry<Outcome> {
    const entry = { key, priority, ...Promise.withResolvers<Outcome>() };
    waiting.set(key, entry);
    if (!running.has(key)) lanes[priority].set(key, entry);
    return entry;
  }

  function move(entry: Entry<Outcome>, priority: Priority): void {
    if (lanes[entry.priority].delete(entry.key)) lanes[priority].set(entry.key, entry);
    entry.priority = priority;
  }

  function startWhatFits(): void {
    while (running.size < concurrency) {
      const entry = takeNext();
      if (entry === undefined) return;
      void start(entry);
    }
  }

  function takeNext(): Entry<Outcome> | undefined {
    const filled = PRIORITIES.filter((priority) => lanes[priority].size > 0);
    const priority =
      filled.findLast((each) => ahead[each] >= MAX_AHEAD[each] && MAX_AHEAD[each] > 0) ?? filled[0];
    if (priority === undefined) return undefined;
    const lane = lanes[priority];
    const first = lane.values().next();
    if (first.done) return undefined;
    for (const each of PRIORITIES) {
      const passedOver = rankOf(each) > rankOf(priority) && lanes[each].size > 0;
      if (passedOver) ahead[each] += 1;
      else if (each === priority) ahead[each] = 0;
    }
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
