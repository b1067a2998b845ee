import type { ChangingPorts } from '../../action-parts.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';

/** Dependencies of replaying. */
export interface ReplayPorts extends ChangingPorts {
  readonly queue: DeadLetterQueue;
}
