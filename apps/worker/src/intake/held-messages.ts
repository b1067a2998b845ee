/**
 * Sees to it that no message is held while too many younger ones come and go. The client library's window is
 * 2048 deliveries wide and moves on only when the oldest is settled: one message held long stops all the rest
 * (rhea, `session.incoming`; amqp/rhea issues 25, 73, 166, 452).
 */
export interface HeldMessages {
  /** Takes note of a message. `released` fires when it has to go; call `done` once it is settled. */
  hold(): { released: AbortSignal; done: () => void };
}

/** Younger messages that may come while an older one is held; well below 2048, since settling takes a moment. */
const WINDOW = 1_500;

/** Builds {@link HeldMessages}. It keeps as much as there are messages in hand. */
export function createHeldMessages(window = WINDOW): HeldMessages {
  /** In order of arrival. */
  const held = new Map<number, AbortController>();
  let arrivals = 0;
  return {
    hold() {
      const arrival = ++arrivals;
      const release = new AbortController();
      held.set(arrival, release);
      for (const [older, controller] of held) {
        if (arrival - older < window) break;
        controller.abort();
      }
      return { released: release.signal, done: () => void held.delete(arrival) };
    },
  };
}
