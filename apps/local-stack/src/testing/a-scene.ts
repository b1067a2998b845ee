import type { RecordRef, Table } from '@spotler-connector/anonymization-policy';
import {
  inventedColumns,
  type ServiceOptions,
  type Services,
  until,
} from '@spotler-connector/local-services';
import { theServices } from './running-services.ts';

const CANARY = 'canary-7f3a.example';
/** The permissions that somebody gave who is a contact already. */
const OPTED_IN = [{ bit: 1, enabled: true }];

/** Everything on this machine, with one record in Dataverse. */
export async function aScene(table: Table = 'contact', options: ServiceOptions = {}) {
  const services = await theServices(options);
  const id = await services.dataverse.create(table, inventedColumns(table, 1, CANARY));
  const ref: RecordRef = { table, id };
  return { services, ref };
}

/** Has the worker make the contact, and the contact opt in. */
export async function optIn({ spotler }: Services, { id }: RecordRef): Promise<void> {
  await until(() => spotler.contact(id) !== undefined);
  spotler.seed([{ externalId: id, properties: { permissions: OPTED_IN } }]);
}
