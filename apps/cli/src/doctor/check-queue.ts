import { serviceBusCode } from '@spotler-connector/service-bus';
import type { DeadLetterQueue } from '../dead-letter/queue/dead-letter-queue.ts';
import { failureMessage } from '../failure/failure-message.ts';
import { type Finding, failed, ok, warning } from './finding.ts';

const AREA = 'Service Bus';
/** Beyond this there is no need to count on. */
const MANY = 250;

const REMEDIES: Readonly<Record<string, string>> = {
  MessagingEntityNotFound:
    'Create it, or correct SERVICE_BUS_QUEUE (or SERVICE_BUS_TOPIC and SERVICE_BUS_SUBSCRIPTION).',
  UnauthorizedAccess:
    'Give the key in SERVICE_BUS_CONNECTION_STRING, or the identity, the right Listen on it (role Azure Service Bus Data Receiver).',
  MessagingEntityDisabled: 'Set its status to Active.',
};
const AWAY =
  'Correct the address in SERVICE_BUS_CONNECTION_STRING or SERVICE_BUS_NAMESPACE, and let port 5671 out.';

/** Whether the queue is there, may be read, may be written to for replays, and has dead letters. */
export async function checkQueue(
  queue: Pick<DeadLetterQueue, 'name' | 'deadLetters' | 'activeMessages' | 'openSender'>,
): Promise<Finding[]> {
  try {
    await queue.activeMessages.peekMessages(1);
  } catch (error) {
    const remedy = REMEDIES[serviceBusCode(error) ?? ''] ?? AWAY;
    return [failed(AREA, `${queue.name}: ${failureMessage(error)}`, remedy, error)];
  }
  return [
    ok(AREA, `${queue.name} exists and can be read.`),
    await sending(queue),
    await deadLettersOf(queue),
  ];
}

async function sending({ name, openSender }: Pick<DeadLetterQueue, 'name' | 'openSender'>): Promise<Finding> {
  try {
    await openSender();
    return ok(AREA, `${name} can be sent to: second looks are arranged, and dead letters can be replayed.`);
  } catch (error) {
    return warning(
      AREA,
      `${name} can't be sent to. ${failureMessage(error)}`,
      'Give the right Send (role Azure Service Bus Data Sender): without it the worker arranges no second looks, and ' +
        'dead-letter replay does not work.',
      error,
    );
  }
}

async function deadLettersOf({
  name,
  deadLetters,
}: Pick<DeadLetterQueue, 'name' | 'deadLetters'>): Promise<Finding> {
  const { length } = await deadLetters.peekMessages(MANY);
  if (length === 0) return ok(AREA, `${name} has no dead letters.`);
  const count = length === MANY ? `${MANY} or more` : String(length);
  return warning(AREA, `${name} has ${count} dead letters.`, 'See why with dead-letter list.');
}
