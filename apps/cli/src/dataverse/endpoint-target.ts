import { type Configuration, type SendingKey, sendingKeyOf } from '@spotler-connector/configuration';
import type { EndpointTarget } from '@spotler-connector/dataverse';
import { usageError } from '../failure/operator-error.ts';

/** Where Dataverse sends to, and the key to it when one is configured. */
export interface EndpointChoice {
  readonly target: EndpointTarget;
  /** Null when none is configured. */
  readonly key: string | null;
  /** Warnings about the key. */
  readonly warnings: readonly string[];
}

const VARIABLE = 'DATAVERSE_SERVICE_ENDPOINT_CONNECTION_STRING';
const ROOT_KEY = 'RootManageSharedAccessKey';

/**
 * The queue or topic that the worker reads, as a place to send to.
 *
 * @throws {OperatorError} when the key is for another place, or opens the whole namespace.
 */
export function endpointTarget(
  { access, source }: Pick<Configuration['serviceBus'], 'access' | 'source'>,
  { serviceEndpoint }: Pick<Configuration['dataverse'], 'serviceEndpoint'>,
): EndpointChoice {
  const entity =
    source.kind === 'queue'
      ? ({ kind: 'queue', name: source.queue } as const)
      : ({ kind: 'topic', name: source.topic } as const);
  const address =
    access.kind === 'managed-identity'
      ? `sb://${access.namespace}/`
      : (sendingKeyOf(access.connectionString.reveal()).address ?? '');
  if (serviceEndpoint === undefined)
    return { target: { address, entity, keyName: null }, key: null, warnings: [] };
  const given = sendingKeyOf(serviceEndpoint.reveal());
  if (!same(given.address ?? '', address)) {
    throw usageError(`${VARIABLE} is for another namespace than the worker reads from.`);
  }
  if (given.entityPath !== undefined && !same(given.entityPath, entity.name)) {
    throw usageError(
      `${VARIABLE} is for another ${entity.kind} than ${entity.name}, which the worker reads.`,
    );
  }
  return {
    target: { address, entity, keyName: given.keyName },
    key: given.key,
    warnings: warningsAbout(given, entity.name),
  };
}

/** Service Bus knows no upper and lower case in names. */
function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function warningsAbout({ keyName, isEmulator }: SendingKey, entity: string): string[] {
  if (!same(keyName, ROOT_KEY)) return [];
  if (isEmulator) return [`Dataverse gets the key ${ROOT_KEY}; that is for an emulator only.`];
  throw usageError(
    `${VARIABLE} holds ${ROOT_KEY}, which opens the whole namespace. Make a key of ${entity} with the right Send only.`,
  );
}
