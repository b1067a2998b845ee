import type { Clock } from '@spotler-connector/clock';
import type { Terminal } from '../../terminal/terminal.ts';
import { type DeadLetter, deadLetterOf } from '../message/dead-letter.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { createLookProgress } from '../queue/look-progress.ts';
import { peekMessages } from '../queue/peek-messages.ts';

/** Dependencies of listing. */
export interface ListPorts {
  readonly terminal: Terminal;
  readonly queue: Pick<DeadLetterQueue, 'name' | 'deadLetters'>;
  readonly clock: Clock;
}

/** Looks at every dead letter, says how far it is, and counts them. */
export async function lookAtAll(
  { terminal, queue: { deadLetters }, clock }: ListPorts,
  peekRate: number,
  onDeadLetter: (deadLetter: DeadLetter) => void,
): Promise<number> {
  const progress = createLookProgress({ terminal, deadLetters, peekRate, clock });
  for await (const message of peekMessages(deadLetters, { rate: peekRate, clock })) {
    onDeadLetter(deadLetterOf(message));
    await progress.looked(message);
  }
  progress.end();
  return progress.count;
}
