import { type Services, shownJob } from '@spotler-connector/local-services';
import { disagreements } from './agreement.ts';
import type { OrderHistory } from './order-history.ts';

/**
 * The contacts about which Spotler agrees neither with the order that stands nor with the policy, each with
 * what is wrong. Whether an order stands is asked of the jobs, and where the sequence of things leaves no
 * doubt, of that.
 */
export function orderDisagreements(
  services: Pick<Services, 'dataverse' | 'spotler'>,
  history: OrderHistory,
  ids: readonly string[],
): string[] {
  return ids.flatMap((id) => {
    const stands = orderStands(services, history, id);
    const latest = history.latest(id);
    const erased = services.spotler.contact(id) === undefined;
    if (latest === 'order' && !erased) return [`${id}: was ordered away after its last change, and is there`];
    if (latest === 'change' && stands) return [`${id}: its order stands, though it changed since`];
    if (stands) return erased ? [] : [`${id}: its order stands, and it is there`];
    return latest === 'order' ? [] : disagreements(services, 'contact', [id]);
  });
}

function orderStands({ dataverse }: Pick<Services, 'dataverse'>, history: OrderHistory, id: string): boolean {
  const version = dataverse.etag('contact', id);
  if (version === null) return false;
  return history
    .jobsOf(id)
    .map((job) => shownJob(dataverse, job))
    .some((job) => job?.recordVersion === version && job.status === 'succeeded');
}
