import { type Services, shownJob } from '@spotler-connector/local-services';
import { disagreements } from './agreement.ts';
import type { OrderLedger } from './order-ledger.ts';

/**
 * The contacts about which Spotler agrees neither with the order that stands nor with the policy, each with what is
 * wrong. Whether an order stands is asked of the jobs, and where the sequence of things leaves no doubt, of that.
 */
export function orderDisagreements(
  services: Pick<Services, 'dataverse' | 'spotler'>,
  ledger: OrderLedger,
  ids: readonly string[],
): string[] {
  return ids.flatMap((id) => {
    const stands = orderStands(services, ledger, id);
    const lastWord = ledger.lastWord(id);
    const erased = services.spotler.contact(id) === undefined;
    if (lastWord === 'order' && !erased)
      return [`${id}: was ordered away after its last change, and is there`];
    if (lastWord === 'change' && stands) return [`${id}: its order stands, though it changed since`];
    if (stands) return erased ? [] : [`${id}: its order stands, and it is there`];
    return lastWord === 'order' ? [] : disagreements(services, 'contact', [id]);
  });
}

function orderStands({ dataverse }: Pick<Services, 'dataverse'>, ledger: OrderLedger, id: string): boolean {
  const version = dataverse.etag('contact', id);
  if (version === null) return false;
  return ledger
    .jobsOf(id)
    .map((job) => shownJob(dataverse, job))
    .some((job) => job?.recordVersion === version && job.status === 'succeeded');
}
