import { parseServiceBusConnectionString } from '@azure/service-bus';
import {
  connectDataverse,
  createRegistrar,
  defaultFieldMapping,
  defaultJobTable,
  defaultRegistration,
  desiredState,
} from '@spotler-connector/dataverse';
import type { DataverseSimulator } from '@spotler-connector/dataverse-simulator';
import type { ServiceBusEmulator } from '@spotler-connector/service-bus-emulator';

/**
 * Registers in the simulator what `spotler-connector dataverse register` registers in an environment, so that
 * messages are sent because of it.
 */
export async function registerServices(
  dataverse: Pick<DataverseSimulator, 'url'>,
  serviceBus: Pick<ServiceBusEmulator, 'connectionString'>,
  queue: string,
): Promise<void> {
  const { endpoint, sharedAccessKeyName, sharedAccessKey } = parseServiceBusConnectionString(
    serviceBus.connectionString,
  );
  const connection = connectDataverse({ url: dataverse.url, authentication: { kind: 'none' } });
  const desired = desiredState(defaultRegistration(), {
    target: {
      address: endpoint,
      entity: { kind: 'queue', name: queue },
      keyName: sharedAccessKeyName ?? null,
    },
    mapping: defaultFieldMapping(),
    externalIdColumn: undefined,
    jobTable: defaultJobTable(),
  });
  const registrar = createRegistrar(connection, desired);
  await registrar.carryOut(await registrar.plan(), sharedAccessKey ?? null);
}
