/** Bounds of natural batching. */
export interface BatchLimits {
  /** Most items in one request. */
  readonly maxItems: number;
  /** Most requests under way at once. */
  readonly maxRequests: number;
  /**
   * Items under way below which a further request starts at once, however small it is: with so little to do,
   * waiting would cost time and save nothing. Default 1, which is one request at a time unless one is full.
   */
  readonly eagerItems?: number | undefined;
  /** Time between requests when there is much to do. Default: none. */
  readonly spacing?: RequestSpacing | undefined;
}

/**
 * Time between requests. Whenever `eagerItems` or more wait, a request that is not full starts no sooner than
 * so long after the one before, and takes along what arrives until then.
 */
export interface RequestSpacing {
  readonly milliseconds: number;
  readonly clock: SpacingClock;
}

/** The part of a clock that spaces requests. */
export interface SpacingClock {
  /** Milliseconds on a clock that only goes forward. */
  monotonic(): number;
  /** Waits so many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}

/**
 * Joins items into requests as load demands: an item that finds nothing under way is sent at once, and what
 * arrives while a request is under way goes together into the next one. So nothing waits when there is
 * nothing to wait for. Items keep their order.
 *
 * `send` settles its items itself. One that rejects is a bug, and is thrown as an unhandled rejection.
 */
export function batchNaturally<Item>(
  send: (items: readonly Item[]) => Promise<void>,
  { maxItems, maxRequests, eagerItems = 1, spacing }: BatchLimits,
): (item: Item) => void {
  const waiting: Item[] = [];
  let items = 0;
  let requests = 0;
  let scheduled = false;
  let lastStart = Number.NEGATIVE_INFINITY;
  let pausing = false;

  /** After everything that is ready to run by now: what is asked in the same moment goes together. */
  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      while (mayStart()) void start(waiting.splice(0, maxItems));
    });
  }

  function mayStart(): boolean {
    if (waiting.length === 0 || requests >= maxRequests) return false;
    if (waiting.length >= maxItems) return true;
    return items < eagerItems && (waiting.length < eagerItems || isSpaced());
  }

  function isSpaced(): boolean {
    if (spacing === undefined) return true;
    const left = lastStart + spacing.milliseconds - spacing.clock.monotonic();
    if (left > 0 && !pausing) void pause(spacing, left);
    return left <= 0;
  }

  async function pause({ clock }: RequestSpacing, milliseconds: number): Promise<void> {
    pausing = true;
    await clock.sleep(milliseconds);
    pausing = false;
    schedule();
  }

  async function start(batch: readonly Item[]): Promise<void> {
    items += batch.length;
    requests += 1;
    lastStart = spacing?.clock.monotonic() ?? lastStart;
    try {
      await send(batch);
    } finally {
      items -= batch.length;
      requests -= 1;
      schedule();
    }
  }

  return (item) => {
    waiting.push(item);
    schedule();
  };
}
