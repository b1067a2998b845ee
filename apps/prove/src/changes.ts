import { inventedColumns, type Services } from '@spotler-connector/local-services';
import { CANARY_DOMAIN } from './leak-detector.ts';
import type { Random } from './random.ts';

/** Makes a random change to one record. A deleted record stays deleted. */
export async function changeSomething(
  dataverse: Services['dataverse'],
  id: string,
  number: number,
  random: Random,
): Promise<void> {
  if (dataverse.get('contact', id) === null) return;
  if (random.below(50) === 0) return dataverse.delete('contact', id);
  const { emailaddress1 } = inventedColumns('contact', number, CANARY_DOMAIN);
  const columns = random.pick<Record<string, unknown>>([
    { address1_city: `City ${number}` },
    { emailaddress1 },
    { emailaddress1: null },
    { donotemail: random.below(2) === 0 },
    { donotbulkemail: random.below(2) === 0 },
    { emailaddress1, donotemail: false, address1_city: `City ${number}` },
  ]);
  await dataverse.update('contact', id, columns);
}
