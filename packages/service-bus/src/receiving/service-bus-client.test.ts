import { Agent } from 'node:https';
import { ServiceBusClient, type ServiceBusClientOptions } from '@azure/service-bus';
import { expect, it } from '@jest/globals';
import { type Configuration, Secret } from '@spotler-connector/configuration';
import { WebSocket } from 'ws';
import { createServiceBusClient } from './open-receiver.ts';

type Access = Configuration['serviceBus']['access'];

const KEY: Access = {
  kind: 'connection-string',
  connectionString: new Secret('Endpoint=sb://a.example/;SharedAccessKeyName=a;SharedAccessKey=b='),
};
const IDENTITY: Access = { kind: 'managed-identity', namespace: 'b.example', clientId: undefined };

/** The client, and the options that it was given, which it keeps to itself. */
function clientOf(access: Access, transport: Configuration['serviceBus']['transport'] = 'amqp') {
  const client = createServiceBusClient({ access, transport });
  const { _clientOptions: options } = client as unknown as { _clientOptions: ServiceBusClientOptions };
  return { client, options };
}

it.each([
  ['a.example', KEY],
  ['b.example', IDENTITY],
])('a client is one of the namespace that is configured: %s', async (namespace, access) => {
  const { client } = clientOf(access);
  expect(client.fullyQualifiedNamespace).toBe(namespace);
  await client.close();
});

it.each([KEY, IDENTITY])(
  'a client of a $kind gives up about when a lock of a minute ends',
  async (access) => {
    const { client, options } = clientOf(access);
    const { maxRetries, retryDelayInMs, timeoutInMs } = { timeoutInMs: 60_000, ...options.retryOptions };
    const longest = (Number(maxRetries) + 1) * timeoutInMs + Number(maxRetries) * Number(retryDelayInMs);
    expect(longest).toBeLessThan(65_000);
    await client.close();
  },
);

it.each([KEY, IDENTITY])('a client of a $kind speaks over WebSockets when it is to', async (access) => {
  const { client, options } = clientOf(access, 'websockets');
  expect(options.webSocketOptions?.webSocket).toBe(WebSocket);
  // The agent goes through the process's proxies.
  expect(options.webSocketOptions?.webSocketConstructorOptions?.agent).toBeInstanceOf(Agent);
  expect(options.retryOptions).toBeDefined();
  await client.close();
});

it('a client speaks AMQP over TCP otherwise', async () => {
  const { client, options } = clientOf(KEY);
  expect(options.webSocketOptions).toBeUndefined();
  await client.close();
});

it('the library by itself takes any host for an emulator, without TLS, when it is told so', async () => {
  // Why the configuration refuses it for any host but this machine.
  const client = new ServiceBusClient(
    'Endpoint=sb://remote.example;SharedAccessKeyName=a;SharedAccessKey=b=;UseDevelopmentEmulator=true',
  );
  const { _connectionContext: context } = client as unknown as {
    _connectionContext: { config: { host: string; useDevelopmentEmulator: boolean } };
  };
  expect(context.config).toMatchObject({ host: 'remote.example', useDevelopmentEmulator: true });
  await client.close();
});
