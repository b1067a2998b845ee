import {
  type Decision,
  decideExplicitly,
  type RecordRef,
  wantsContact,
} from '@spotler-connector/anonymization-policy';
import {
  type DataverseConnection,
  type JobTable,
  type ListedOrder,
  listOrders,
} from '@spotler-connector/dataverse';

/** Every order of an environment, as it was when they were listed. */
export interface StandingOrders {
  /** The decision on a record: that of an order that stands for it, or else the policy's. */
  decisionOn(ref: RecordRef, version: string | null, policy: Decision): Decision;
  /** Ids of orders that were given before a time and never carried out. */
  pendingBefore(time: number): readonly string[];
}

/** Lists all orders; there are none without a table. @throws {DataverseError} */
export async function listStandingOrders(
  connection: Pick<DataverseConnection, 'page'>,
  table: JobTable | undefined,
  signal?: AbortSignal,
): Promise<StandingOrders> {
  const claims = new Map<string, ListedOrder[]>();
  const pending: ListedOrder[] = [];
  for (let link: string | undefined, more = table !== undefined; table !== undefined && more; ) {
    const page = await listOrders(connection, table, { link, signal });
    for (const job of page.jobs) {
      if (job.status === 'pending') pending.push(job);
      for (const ref of job.records) claims.set(nameOf(ref), [...(claims.get(nameOf(ref)) ?? []), job]);
    }
    link = page.nextLink;
    more = link !== undefined;
  }
  return {
    decisionOn(ref, version, policy) {
      if (policy.action === 'anonymize') return policy;
      const stands = claims
        .get(nameOf(ref))
        ?.some((job) => job.recordVersion === version || (job.lasting && !wantsContact(policy)));
      return stands === true ? decideExplicitly() : policy;
    },
    pendingBefore: (time) =>
      pending
        .filter(({ createdOn }) => createdOn === null || Date.parse(createdOn) < time)
        .map(({ id }) => id),
  };
}

function nameOf({ table, id }: RecordRef): string {
  return `${table}/${id}`;
}
