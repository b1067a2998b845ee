/**
 * Keeps the messages in hand within the client library's window of deliveries. That window is 2048 wide and
 * moves on only when the oldest delivery is settled: one message that is held for long stops all the rest
 * (rhea, `session.incoming`; amqp/rhea issues 25, 73, 166, 452).
 */
export interface DeliveryWindow {
  /** Adds a message. `evicted` fires when it has to be settled; call `done` once it is. */
  add(): { readonly evicted: AbortSignal; done(): void };
}

/**
 * How many unsettled deliveries may pile up behind the oldest; well below 2048, since settling takes a
 * moment.
 */
export const MAX_UNSETTLED = 1_500;

/** Builds an empty {@link DeliveryWindow}. It keeps as much as there are messages in hand. */
export function createDeliveryWindow(maxUnsettled = MAX_UNSETTLED): DeliveryWindow {
  /** In order of arrival. */
  const unsettled = new Map<number, AbortController>();
  let arrivals = 0;
  return {
    add() {
      const arrival = ++arrivals;
      const eviction = new AbortController();
      unsettled.set(arrival, eviction);
      for (const [older, controller] of unsettled) {
        if (arrival - older < maxUnsettled) break;
        controller.abort();
      }
      return { evicted: eviction.signal, done: () => void unsettled.delete(arrival) };
    },
  };
}
