import { parseServiceBusConnectionString } from '@azure/service-bus';
import {
  connectDataverse,
  createRegistrar,
  defaultFieldMapping,
  defaultJobTable,
  defaultRegistration,
  desiredState,
  type FieldMapping,
} from '@spotler-connector/dataverse';
import type { DataverseSimulator } from '@spotler-connector/dataverse-simulator';
import type { ServiceBusEmulator } from '@spotler-connector/service-bus-emulator';

/** Choices of an installation that its registration depends on. */
export interface RegisteredChoices {
  /** The queue that steps send to. */
  readonly queue: string;
  /** The column that holds external ids. Default: none, they are the records' own ids. */
  readonly externalIdColumn?: string | undefined;
  /** Which columns become which Spotler properties. Default: the product's own mapping. */
  readonly mapping?: FieldMapping | undefined;
}

/**
 * Registers in the simulator what `spotler-connector dataverse register` registers in an environment, so that
 * messages are sent because of it.
 */
export async function registerServices(
  dataverse: Pick<DataverseSimulator, 'url'>,
  serviceBus: Pick<ServiceBusEmulator, 'connectionString'>,
  { queue, externalIdColumn, mapping = defaultFieldMapping() }: RegisteredChoices,
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
    mapping,
    externalIdColumn,
    jobTable: defaultJobTable(),
  });
  const registrar = createRegistrar(connection, desired);
  await registrar.carryOut(await registrar.plan(), sharedAccessKey ?? null);
}
