import { describe, expect, it } from '@jest/globals';
import { configurationOf, mistakesIn } from '../testing/an-environment.ts';

const EMULATOR =
  'Endpoint=sb://127.0.0.1:5672;SharedAccessKeyName=any;SharedAccessKey=any;UseDevelopmentEmulator=true';

describe('access to Service Bus', () => {
  it.each(['127.0.0.1:5672', 'localhost', 'servicebus', 'emulator.test', 'host.docker.internal'])(
    'takes the flag of an emulator with the host %s',
    (host) => {
      const connectionString = `Endpoint=sb://${host};SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true`;
      expect(mistakesIn({ SERVICE_BUS_CONNECTION_STRING: connectionString })).toEqual([]);
    },
  );

  it('is by connection string, that of the emulator included', () => {
    const { access } = configurationOf({ SERVICE_BUS_CONNECTION_STRING: EMULATOR }).serviceBus;
    expect(access.kind === 'connection-string' && access.connectionString.reveal()).toBe(EMULATOR);
  });

  it('is by managed identity when a namespace is given instead', () => {
    const changes = {
      SERVICE_BUS_CONNECTION_STRING: undefined,
      SERVICE_BUS_NAMESPACE: 'contoso.servicebus.windows.net',
    };
    expect(configurationOf(changes).serviceBus.access).toEqual({
      kind: 'managed-identity',
      namespace: 'contoso.servicebus.windows.net',
      clientId: undefined,
    });
  });

  it('can name the one of several identities to connect as, but not beside a key', () => {
    const clientId = '5c3b2f3a-0a6e-4a8e-9a40-9a0d9c8f2b11';
    const changes = {
      SERVICE_BUS_CONNECTION_STRING: undefined,
      SERVICE_BUS_NAMESPACE: 'contoso.servicebus.windows.net',
      SERVICE_BUS_CLIENT_ID: clientId,
    };
    expect(configurationOf(changes).serviceBus.access).toMatchObject({ clientId });
    expect(mistakesIn({ SERVICE_BUS_CLIENT_ID: clientId })).toEqual(['SERVICE_BUS_CLIENT_ID unwanted']);
  });

  it.each(['contoso', 'sb://contoso.servicebus.windows.net', 'contoso.servicebus.windows.net/'])(
    'refuses %s as a namespace',
    (namespace) => {
      const changes = { SERVICE_BUS_CONNECTION_STRING: undefined, SERVICE_BUS_NAMESPACE: namespace };
      expect(mistakesIn(changes)).toEqual(['SERVICE_BUS_NAMESPACE invalid']);
    },
  );

  it('refuses a connection string and a namespace together', () => {
    expect(mistakesIn({ SERVICE_BUS_NAMESPACE: 'contoso.servicebus.windows.net' })).toEqual([
      'SERVICE_BUS_NAMESPACE unwanted',
    ]);
  });

  it.each([
    ['any text', 'hello'],
    ['no endpoint', 'SharedAccessKeyName=a;SharedAccessKey=b'],
    ['a wrong scheme', 'Endpoint=https://contoso.example;SharedAccessKeyName=a;SharedAccessKey=b'],
    ['no key', 'Endpoint=sb://contoso.example;SharedAccessKeyName=a'],
    ['no name of the key', 'Endpoint=sb://contoso.example;SharedAccessKey=b'],
    [
      'the flag of an emulator and the address of another machine',
      'Endpoint=sb://contoso.servicebus.windows.net;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true',
    ],
    [
      'that flag in another case, and an address of the network',
      'Endpoint=sb://10.0.0.7;SharedAccessKeyName=a;SharedAccessKey=b;usedevelopmentemulator=True',
    ],
  ])('refuses a connection string with %s', (_, connectionString) => {
    expect(mistakesIn({ SERVICE_BUS_CONNECTION_STRING: connectionString })).toEqual([
      'SERVICE_BUS_CONNECTION_STRING invalid',
    ]);
  });

  it('takes a signature instead of a key', () => {
    const connectionString =
      'Endpoint=sb://contoso.example/;SharedAccessSignature=SharedAccessSignature sr=x&sig=y%3D&se=1';
    expect(mistakesIn({ SERVICE_BUS_CONNECTION_STRING: connectionString })).toEqual([]);
  });
});

describe('what is read from Service Bus', () => {
  it('can be a subscription of a topic', () => {
    const changes = { SERVICE_BUS_TOPIC: 'changes', SERVICE_BUS_SUBSCRIPTION: 'dry-run' };
    expect(configurationOf(changes).serviceBus.source).toEqual({
      kind: 'subscription',
      topic: 'changes',
      subscription: 'dry-run',
    });
  });

  it.each([
    ['a topic without a subscription', { SERVICE_BUS_TOPIC: 'changes' }, 'SERVICE_BUS_SUBSCRIPTION missing'],
    [
      'a subscription without a topic',
      { SERVICE_BUS_SUBSCRIPTION: 'all' },
      'SERVICE_BUS_SUBSCRIPTION unwanted',
    ],
    [
      'a topic and a queue',
      { SERVICE_BUS_TOPIC: 'changes', SERVICE_BUS_SUBSCRIPTION: 'all', SERVICE_BUS_QUEUE: 'changes' },
      'SERVICE_BUS_QUEUE unwanted',
    ],
    ['a name with blanks', { SERVICE_BUS_QUEUE: 'my changes' }, 'SERVICE_BUS_QUEUE invalid'],
  ])('is not %s', (_, changes, mistake) => {
    expect(mistakesIn(changes)).toEqual([mistake]);
  });

  it('must be what the connection string is limited to', () => {
    const limited = { SERVICE_BUS_CONNECTION_STRING: `${EMULATOR};EntityPath=changes` };
    expect(mistakesIn(limited)).toEqual(['SERVICE_BUS_QUEUE invalid']);
    expect(mistakesIn({ ...limited, SERVICE_BUS_QUEUE: 'changes' })).toEqual([]);
  });
});
