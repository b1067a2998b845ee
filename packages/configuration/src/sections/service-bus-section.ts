import { isRight, left } from 'fp-ts/lib/Either.js';
import type { Configuration, MessageSource, ServiceBusAccess } from '../configuration.ts';
import { all, type EnvironmentReader, just, type Reading } from '../environment-reader.ts';
import { entityPathOf } from '../values/connection-string.ts';
import { VARIABLES } from '../variables/variables.ts';

/** Reads how to get into Service Bus, and what to read there. */
export function readServiceBus(reader: EnvironmentReader): Reading<Configuration['serviceBus']> {
  const access = readAccess(reader);
  return all({
    access,
    source: onlyWithin(access, readSource(reader)),
    maxDeliveryCount: reader.read(VARIABLES.maxDeliveryCount),
    transport: reader.read(VARIABLES.serviceBusTransport),
  });
}

function readAccess(reader: EnvironmentReader): Reading<ServiceBusAccess> {
  return reader.isSet(VARIABLES.namespace) && !reader.isSet(VARIABLES.connectionString)
    ? all({
        kind: just('managed-identity'),
        namespace: reader.read(VARIABLES.namespace),
        clientId: reader.readIfSet(VARIABLES.serviceBusClientId),
      })
    : all({ kind: just('connection-string'), connectionString: reader.read(VARIABLES.connectionString) });
}

function readSource(reader: EnvironmentReader): Reading<MessageSource> {
  if (!reader.isSet(VARIABLES.topic)) {
    return all({ kind: just('queue'), queue: reader.read(VARIABLES.queue) });
  }
  const topic = reader.read(VARIABLES.topic);
  return all({ kind: just('subscription'), topic, subscription: reader.read(VARIABLES.subscription) });
}

/** The client throws when it is asked to read something else than its connection string is limited to. */
function onlyWithin(
  access: Reading<ServiceBusAccess>,
  source: Reading<MessageSource>,
): Reading<MessageSource> {
  if (!isRight(access) || !isRight(source) || access.right.kind !== 'connection-string') return source;
  const entityPath = entityPathOf(access.right.connectionString.reveal());
  const [variable, name] =
    source.right.kind === 'queue'
      ? [VARIABLES.queue, source.right.queue]
      : [VARIABLES.topic, source.right.topic];
  if (entityPath === undefined || entityPath === name) return source;
  const expected = `the name that EntityPath in ${VARIABLES.connectionString.name} gives`;
  return left([{ variable: variable.name, problem: 'invalid', expected }]);
}
