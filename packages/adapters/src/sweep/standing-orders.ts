import {
  type Decision,
  decideExplicitly,
  type RecordRef,
  type Table,
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
  /** Records of a table about which an order was given or carried out after a time. */
  changedAfter(time: number, table: Table): readonly RecordRef[];
  /** Ids of orders that were given before a time and never carried out. */
  pendingBefore(time: number): readonly string[];
}

/** Lists all orders; there are none without a table. @throws {DataverseError} */
export async function listStandingOrders(
  connection: Pick<DataverseConnection, 'page'>,
  jobTable: JobTable | undefined,
  signal?: AbortSignal,
): Promise<StandingOrders> {
  const claims = new Map<string, ListedOrder[]>();
  const all: ListedOrder[] = [];
  const pending: ListedOrder[] = [];
  for (let link: string | undefined, more = jobTable !== undefined; jobTable !== undefined && more; ) {
    const page = await listOrders(connection, jobTable, { link, signal });
    all.push(...page.jobs);
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
    changedAfter(time, table) {
      const fresh = all.filter(({ modifiedOn }) => modifiedOn === null || Date.parse(modifiedOn) >= time);
      const refs = fresh.flatMap(({ records }) => records).filter((ref) => ref.table === table);
      return [...new Map(refs.map((ref) => [ref.id, ref])).values()];
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
