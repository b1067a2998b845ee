import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { systemClock } from '@spotler-connector/clock';
import { inventedColumns, orderAnonymization, type Services } from '@spotler-connector/local-services';
import { CANARY_DOMAIN } from '../leak-detector.ts';
import type { Random } from '../random.ts';

const STEPS = 5;
/** As far apart as the steps of a reconcile. */
const MAX_PAUSE_MS = 250;

/**
 * Changes one record at random: it refuses mail, or not any more, loses its address, is deactivated,
 * activated, deleted, restored, or ordered away. Most often it is inactive in the end.
 */
export async function playSchedule(
  dataverse: Services['dataverse'],
  ref: RecordRef,
  random: Random,
): Promise<void> {
  for (let step = 0; step < STEPS; step++) {
    await happen(dataverse, ref, random);
    await systemClock.sleep(random.below(MAX_PAUSE_MS));
  }
  if (random.below(3) > 0) await update(dataverse, ref, { statecode: 1 });
}

async function happen(dataverse: Services['dataverse'], ref: RecordRef, random: Random): Promise<void> {
  const { table, id } = ref;
  if (dataverse.get(table, id) === null) return dataverse.restore(table, id);
  const kind = random.below(14);
  if (kind === 0) return dataverse.delete(table, id);
  if (kind < 3 && table === 'contact') return void (await orderAnonymization(dataverse, ref));
  const { emailaddress1 } = inventedColumns(table, random.below(1_000), CANARY_DOMAIN);
  const changes = random.pick<Record<string, unknown>>([
    { address1_city: `City ${random.below(1_000)}` },
    { emailaddress1: null },
    { donotemail: true },
    { donotbulkemail: random.below(2) === 0 },
    { statecode: 1 },
    { statecode: 0, emailaddress1, donotemail: false },
    { emailaddress1, donotemail: false },
  ]);
  return update(dataverse, ref, changes);
}

async function update(
  dataverse: Services['dataverse'],
  { table, id }: RecordRef,
  columns: Record<string, unknown>,
): Promise<void> {
  if (dataverse.get(table, id) !== null) await dataverse.update(table, id, columns);
}
