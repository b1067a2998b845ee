import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import type { Clock } from '@spotler-connector/clock';
import Long from 'long';
import { OperatorError } from '../../failure/operator-error.ts';
import { createRateLimit } from '../../time/rate-limit.ts';

/** Where messages are looked at without being locked. */
export type Peeker = Pick<ServiceBusReceiver, 'peekMessages'>;

/** How messages are looked at. */
export interface PeekOptions {
  /** The first sequence number to look at. Default: from the beginning. */
  readonly from?: Long | undefined;
  /** Messages a second at most; each costs a credit on the Standard tier. 0 is no limit. */
  readonly rate: number;
  /** Ends it with an `OperatorError` that says so. */
  readonly signal?: AbortSignal | undefined;
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
}

const PAGE = 250;

/**
 * Looks at every message of a queue, oldest first, a page at a time. Locks nothing, and keeps only a page.
 */
export async function* peekMessages(
  peeker: Peeker,
  { from = Long.ZERO, rate, signal, clock }: PeekOptions,
): AsyncGenerator<ServiceBusReceivedMessage> {
  const limit = createRateLimit(rate, clock);
  const call = signal === undefined ? {} : { abortSignal: signal };
  try {
    for (let next = from; ; ) {
      const page = await peeker.peekMessages(PAGE, { fromSequenceNumber: next, ...call });
      yield* page;
      const last = page.at(-1)?.sequenceNumber;
      // The broker hands out no numbers below one that it has handed out, so the end is the end.
      if (last === undefined || last.lessThan(next)) return;
      next = last.add(1);
      await limit.take(page.length, signal);
      signal?.throwIfAborted();
    }
  } catch (error) {
    if (signal?.aborted !== true) throw error;
    throw new OperatorError('Stopped as asked, while looking.', { cause: error });
  }
}
