import {
  connectDataverse,
  createRegistrar,
  defaultFieldMapping,
  defaultJobTable,
  defaultRegistration,
  desiredState,
  type Plan,
  type Registrar,
  type RegistrationChoices,
} from '@spotler-connector/dataverse';
import type { DataverseSimulator } from '../../dataverse-simulator.ts';

/** Test support: a key whose text nobody may ever see again. */
export const KEY = 'canary-key';

/** Test support: what is registered by default, with what a test changes about it. */
export function aRegistrar(
  { url }: Pick<DataverseSimulator, 'url'>,
  changes: Partial<RegistrationChoices> = {},
): Registrar {
  const connection = connectDataverse({ url, authentication: { kind: 'none' }, retries: 0 });
  const choices: RegistrationChoices = {
    target: {
      address: 'sb://contoso.servicebus.windows.net/',
      entity: { kind: 'queue', name: 'dataverse-changes' },
      keyName: 'dataverse-send',
    },
    mapping: defaultFieldMapping(),
    externalIdColumn: undefined,
    jobTable: defaultJobTable(),
    ...changes,
  };
  return createRegistrar(connection, desiredState(defaultRegistration(), choices));
}

/** Test support: a plan's lines that are about something, as `state kind name: says`. */
export function linesOf(plan: Plan): string[] {
  return plan
    .filter(({ state }) => state !== 'right')
    .map(({ state, kind, name, says }) =>
      [`${state} ${kind} ${name}`, ...says].join(': ').replaceAll('Spotler Connector: ', ''),
    );
}

/** Test support: registers everything. */
export async function register(registrar: Registrar): Promise<void> {
  await registrar.carryOut(await registrar.plan(), KEY);
}
