import type { Clock } from '@spotler-connector/clock';
import type { Terminal } from '../../terminal/terminal.ts';
import { type DeadLetter, deadLetterOf } from '../message/dead-letter.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { peekMessages } from '../queue/peek-messages.ts';

/** Dependencies of listing. */
export interface ListPorts {
  readonly terminal: Terminal;
  readonly queue: Pick<DeadLetterQueue, 'name' | 'deadLetters'>;
  readonly clock: Clock;
}

/** How many messages are looked at between two lines about how far it is. */
const STEP = 1_000;

/** Looks at every dead letter, says how far it is, and counts them. */
export async function lookAtAll(
  { terminal, queue, clock }: ListPorts,
  peekRate: number,
  onDeadLetter: (deadLetter: DeadLetter) => void,
): Promise<number> {
  let looked = 0;
  for await (const message of peekMessages(queue.deadLetters, { rate: peekRate, clock })) {
    looked += 1;
    if (looked % STEP === 0) terminal.status(`looked at ${looked}`);
    onDeadLetter(deadLetterOf(message));
  }
  terminal.status('');
  return looked;
}
