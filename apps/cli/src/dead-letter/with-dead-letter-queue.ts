import type { Configured } from '../configured.ts';
import type { ExitCode } from '../failure/exit-code.ts';
import { connectDeadLetterQueue, type DeadLetterQueue } from './queue/dead-letter-queue.ts';

/** Runs something on the configured queue's dead letters; nothing but Service Bus needs to be configured. */
export async function withDeadLetterQueue(
  configured: Configured,
  use: (queue: DeadLetterQueue) => Promise<ExitCode>,
): Promise<ExitCode> {
  const queue = connectDeadLetterQueue(configured.section('serviceBus'));
  try {
    return await use(queue);
  } finally {
    await queue.close();
  }
}
