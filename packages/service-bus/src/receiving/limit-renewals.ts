import type { ServiceBusReceiver } from '@azure/service-bus';
import pLimit from 'p-limit';

/** The part of a receiver that renews locks. */
export type LockRenewals = Pick<ServiceBusReceiver, 'renewMessageLock'>;

/** Messages that came together want to be renewed together. */
const MAX_RENEWALS = 32;

/** The same receiver with a bound on the renewals under way: a thousand messages in hand make no storm. */
export function limitRenewals(receiver: LockRenewals, maxRenewals = MAX_RENEWALS): LockRenewals {
  const limit = pLimit(maxRenewals);
  return { renewMessageLock: (message) => limit(() => receiver.renewMessageLock(message)) };
}
