import { usageError } from '../../failure/operator-error.ts';
import type { LetterBox } from './letter-box.ts';

/** Sending for one subscription reaches all of them. @throws {OperatorError} unless that was allowed. */
export function refuseTopic(
  box: Pick<LetterBox, 'throughTopic'>,
  { throughTopic }: { throughTopic: boolean },
): void {
  if (!box.throughTopic || throughTopic) return;
  throw usageError(
    'These go back into a topic, and every subscription of it gets them. Add --through-topic if that is all right.',
  );
}
