import Long from 'long';
import type { Peeker } from './peek-messages.ts';

/**
 * The highest number in a queue, from a number that is in it: found in a few dozen looks at single messages,
 * since nobody without the right Manage may ask how many there are.
 */
export async function newestNumber(peeker: Peeker, from: Long): Promise<Long> {
  let known = from;
  let step = Long.ONE;
  for (;;) {
    const next = await firstFrom(peeker, known.add(step));
    if (next === undefined) break;
    known = next;
    step = step.shiftLeft(1);
  }
  // Nothing is at known + step or above it.
  let above = known.add(step);
  while (above.subtract(known).greaterThan(1)) {
    const middle = known.add(above.subtract(known).shiftRightUnsigned(1));
    const found = await firstFrom(peeker, middle);
    if (found === undefined) above = middle;
    else known = found;
  }
  return known;
}

async function firstFrom(peeker: Peeker, from: Long): Promise<Long | undefined> {
  if (from.isNegative()) return undefined;
  const [message] = await peeker.peekMessages(1, { fromSequenceNumber: from });
  const number = message?.sequenceNumber;
  return number?.lessThan(from) === true ? undefined : number;
}
