/**
 * Keeps the messages in hand within the client library's window of deliveries. That window is 2048 wide and
 * moves on only when the oldest delivery is settled: one message that is held for long stops all the rest
 * (rhea, `session.incoming`; amqp/rhea issues 25, 73, 166, 452).
 */
export interface DeliveryWindow {
  /** Adds a message. */
  add(): DeliveryPlace;
}

/** One message's place in the window. */
export interface DeliveryPlace {
  /** Fires when the message has to be settled. */
  readonly evicted: AbortSignal;
  /** Says that the message has to go, since it comes again anyway. */
  evict(): void;
  /** Takes note that the message is settled. */
  done(): void;
  /** Takes note that its work takes long: from now on younger messages wait, so that it need not go. */
  hold(): void;
  /** Resolves once no message is held that is much older; `undefined` when none is. */
  turn(): Promise<void> | undefined;
}

/**
 * How many unsettled deliveries may pile up behind the oldest; well below 2048, since settling takes a
 * moment.
 */
export const MAX_UNSETTLED = 1_500;
/** With a thousand messages in hand behind these, a held one is still not too old. */
const MAX_PASSING = 400;

/** Builds an empty {@link DeliveryWindow}. It keeps as much as there are messages in hand. */
export function createDeliveryWindow(maxUnsettled = MAX_UNSETTLED, maxPassing = MAX_PASSING): DeliveryWindow {
  /** In order of arrival. */
  const unsettled = new Map<number, AbortController>();
  const held = new Set<number>();
  let arrivals = 0;
  let released = Promise.withResolvers<void>();

  function isNear(arrival: number): boolean {
    return arrival - Math.min(...held) < maxPassing;
  }

  async function untilNear(arrival: number): Promise<void> {
    while (!isNear(arrival)) await released.promise;
  }

  return {
    add() {
      const arrival = ++arrivals;
      const eviction = new AbortController();
      unsettled.set(arrival, eviction);
      for (const [older, controller] of unsettled) {
        if (arrival - older < maxUnsettled) break;
        controller.abort();
      }
      return {
        evicted: eviction.signal,
        evict: () => eviction.abort(),
        hold: () => void held.add(arrival),
        turn: () => (isNear(arrival) ? undefined : untilNear(arrival)),
        done() {
          unsettled.delete(arrival);
          if (!held.delete(arrival)) return;
          released.resolve();
          released = Promise.withResolvers();
        },
      };
    },
  };
}
