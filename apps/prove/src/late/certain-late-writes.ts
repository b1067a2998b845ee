import type { RecordRef } from '@spotler-connector/anonymization-policy';
import {
  inventedColumns,
  orderAnonymization,
  type Services,
  type UntilOptions,
  until,
} from '@spotler-connector/local-services';
import { CANARY_DOMAIN } from '../leak-detector.ts';

/** A way in which a person comes to be erased, and what happens to the record after that. */
interface Fate {
  erase(services: Services, ref: RecordRef): Promise<unknown>;
  /** Columns for which the policy would leave the contact as it is. */
  readonly after?: Readonly<Record<string, unknown>> | undefined;
}

function refuse({ dataverse }: Services, { table, id }: RecordRef): Promise<void> {
  return dataverse.update(table, id, { donotemail: true });
}

const FATES: readonly Fate[] = [
  { erase: refuse },
  { erase: refuse, after: { donotemail: false, statecode: 1 } },
  { erase: ({ dataverse }, { table, id }) => dataverse.delete(table, id) },
  { erase: ({ dataverse }, { table, id }) => dataverse.update(table, id, { emailaddress1: null }) },
  { erase: ({ dataverse }, ref) => orderAnonymization(dataverse, ref), after: { statecode: 1 } },
];
/** Longer than a proof takes: nothing comes before it is told to. */
const MUCH_LATER_MS = 600_000;
const CREATIONS = ['POST /contact', 'POST /contact/list'] as const;
const IN_TIME: UntilOptions = { timeoutMs: 60_000 };

/**
 * Plays schedules of which nothing is left to chance: a creation is cut off and tried again, the person is
 * erased, and then the first creation takes effect. Resolves to the records. Their contacts are all there
 * again, and have to go.
 */
export async function playCertainLateWrites(
  services: Services,
  queue: string,
): Promise<readonly RecordRef[]> {
  const { dataverse, spotler, serviceBus } = services;
  const refs: RecordRef[] = [];
  for (const n of FATES.keys()) {
    const id = await dataverse.create('contact', inventedColumns('contact', n, CANARY_DOMAIN));
    for (const endpoint of CREATIONS)
      spotler.faults.add({ kind: 'late', ms: MUCH_LATER_MS, meanwhile: 'cut', endpoint, externalId: id });
    refs.push({ table: 'contact', id });
  }
  const isThere = ({ id }: RecordRef) => spotler.contact(id) !== undefined;
  await until(() => refs.every(isThere), IN_TIME);
  spotler.faults.clear();
  for (const [n, ref] of refs.entries()) await FATES[n]?.erase(services, ref);
  await until(() => !refs.some(isThere), IN_TIME);
  for (const [n, { table, id }] of refs.entries()) {
    const after = FATES[n]?.after;
    if (after !== undefined) await dataverse.update(table, id, after);
  }
  // Whoever reads back, or looks again, would find them there.
  await dataverse.idle();
  await until(() => serviceBus.counts(queue).activeMessageCount === 0, IN_TIME);
  spotler.applyLateEffects();
  await until(() => refs.every(isThere), IN_TIME);
  return refs;
}
