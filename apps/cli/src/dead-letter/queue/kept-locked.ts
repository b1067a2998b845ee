import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { type DeadLetterIntake, serviceBusCode } from '@spotler-connector/service-bus';

/** With less left than this the lock is renewed first. Service Bus locks for 5 s at least. */
const LOCK_MARGIN_MS = 3_000;

/** Whether a dead letter is still locked: its lock is renewed when it is about to run out. */
export async function keptLocked(
  deadLetter: ServiceBusReceivedMessage,
  intake: DeadLetterIntake,
  now: number,
): Promise<boolean> {
  const { lockedUntilUtc } = deadLetter;
  if (lockedUntilUtc !== undefined && lockedUntilUtc.getTime() - now > LOCK_MARGIN_MS) return true;
  try {
    await intake.renew(deadLetter);
    return true;
  } catch (error) {
    if (serviceBusCode(error) === 'MessageLockLost') return false;
    throw error;
  }
}
