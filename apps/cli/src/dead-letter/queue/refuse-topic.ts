import { usageError } from '../../failure/operator-error.ts';
import type { DeadLetterQueue } from './dead-letter-queue.ts';

/** Sending for one subscription reaches all of them. @throws {OperatorError} unless that was allowed. */
export function refuseTopic(
  queue: Pick<DeadLetterQueue, 'throughTopic'>,
  { throughTopic }: { throughTopic: boolean },
): void {
  if (!queue.throughTopic || throughTopic) return;
  throw usageError(
    'These go back into a topic, and every subscription of it gets them. Add --through-topic if that is all right.',
  );
}
