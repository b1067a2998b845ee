import { type Clock, systemClock } from '@spotler-connector/clock';
import type { Publication, SendPublication } from './change-publication.ts';

/** Sends messages in the background, as Dataverse's asynchronous service does. */
export interface Publisher {
  /**
   * Puts a message in line, to be sent after `delayMs` at the earliest. Never waits, never throws. `givenUp`
   * is called when the message was tried for the last time.
   */
  publish(publication: Publication, delayMs: number, givenUp?: () => void): void;
  /** Resolves when every message that was put in line so far has been sent or given up. */
  idle(): Promise<void>;
  /** Messages given up after the last try. */
  failed(): number;
  sent(): number;
  /** Drops what is still in line. */
  close(): Promise<void>;
}

/** How a publisher tries. */
export interface PublisherOptions {
  /** Told when a message was tried for the last time. */
  readonly onGivenUp?: ((error: unknown) => void) | undefined;
  /** Waits between the tries. Default: ten, within some 20 s. */
  readonly retryDelaysMs?: readonly number[] | undefined;
  /** Time. Default: the machine's. */
  readonly clock?: Clock | undefined;
}

const RETRY_DELAYS_MS = [50, 100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000];

/**
 * Messages go out one after the other; each is tried eleven times within some 20 s while the broker is away.
 */
export function createPublisher(
  send: SendPublication,
  { onGivenUp, retryDelaysMs = RETRY_DELAYS_MS, clock = systemClock }: PublisherOptions = {},
): Publisher {
  const closing = new AbortController();
  const pending = new Set<Promise<void>>();
  let line: Promise<void> = Promise.resolve();
  let sent = 0;
  let failed = 0;

  const pause = (milliseconds: number) => clock.sleep(milliseconds, closing.signal).catch(() => undefined);

  const deliver = async (publication: Publication, givenUp: () => void): Promise<void> => {
    for (let tries = 0; !closing.signal.aborted; tries += 1) {
      try {
        await send(publication);
        sent += 1;
        return;
      } catch (error) {
        const wait = retryDelaysMs[tries];
        if (wait === undefined) {
          failed += 1;
          givenUp();
          onGivenUp?.(error);
          return;
        }
        await pause(wait);
      }
    }
  };

  return {
    publish: (publication, delayMs, givenUp = () => {}) => {
      const due = delayMs > 0 ? pause(delayMs) : Promise.resolve();
      const delivery = due.then(() => {
        line = line.then(() => deliver(publication, givenUp));
        return line;
      });
      pending.add(delivery);
      delivery.finally(() => pending.delete(delivery));
    },
    idle: async () => {
      while (pending.size > 0) await Promise.all(pending);
    },
    failed: () => failed,
    sent: () => sent,
    close: async () => {
      closing.abort();
      await Promise.all(pending);
    },
  };
}
