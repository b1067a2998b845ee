import { describe, expect, it } from '@jest/globals';
import { type Configuration, Secret } from '@spotler-connector/configuration';
import { endpointTarget } from './endpoint-target.ts';

const HOST = 'contoso.servicebus.windows.net';
const serviceBus: Pick<Configuration['serviceBus'], 'access' | 'source'> = {
  access: { kind: 'managed-identity', namespace: HOST, clientId: undefined },
  source: { kind: 'queue', queue: 'changes' },
};
function sending(changes: Record<string, string> = {}) {
  const parts = {
    Endpoint: `sb://${HOST}/`,
    SharedAccessKeyName: 'send',
    SharedAccessKey: 'canary',
    ...changes,
  };
  const text = Object.entries(parts).map(([name, value]) => `${name}=${value}`);
  return { serviceEndpoint: new Secret(text.join(';')) };
}

describe('where Dataverse sends to', () => {
  it('is what the worker reads, signed with the key that is configured', () => {
    expect(endpointTarget(serviceBus, sending())).toEqual({
      target: { address: `sb://${HOST}/`, entity: { kind: 'queue', name: 'changes' }, keyName: 'send' },
      key: 'canary',
      warnings: [],
    });
  });

  it('is known without a key, for looking', () => {
    const source = { kind: 'subscription', topic: 'topic', subscription: 'worker' } as const;
    const connectionString = new Secret(`Endpoint=sb://${HOST};SharedAccessKeyName=a;SharedAccessKey=b`);
    const access = { kind: 'connection-string', connectionString } as const;
    expect(endpointTarget({ access, source }, { serviceEndpoint: undefined })).toMatchObject({
      target: { address: `sb://${HOST}/`, entity: { kind: 'topic', name: 'topic' }, keyName: null },
      key: null,
    });
  });

  it.each([
    ['of another namespace', { Endpoint: 'sb://elsewhere.servicebus.windows.net/' }, 'another namespace'],
    ['of another queue', { EntityPath: 'others' }, 'another queue than changes'],
    ['that opens everything', { SharedAccessKeyName: 'RootManageSharedAccessKey' }, 'the right Send only'],
    [
      'that opens everything in lower case',
      { SharedAccessKeyName: 'rootmanagesharedaccesskey' },
      'Send only',
    ],
  ])('is refused with a key %s, without showing it', (_, changes, message) => {
    expect(() => endpointTarget(serviceBus, sending(changes))).toThrow(message);
    expect(() => endpointTarget(serviceBus, sending(changes))).not.toThrow('canary');
  });

  it.each([{ Endpoint: `sb://${HOST.toUpperCase()}/` }, { EntityPath: 'Changes' }])(
    'is the same in capitals: %j',
    (changes) => {
      expect(endpointTarget(serviceBus, sending(changes)).key).toBe('canary');
    },
  );

  it('only warns of the key of an emulator', () => {
    const changes = { SharedAccessKeyName: 'RootManageSharedAccessKey', UseDevelopmentEmulator: 'true' };
    expect(endpointTarget(serviceBus, sending(changes)).warnings).toHaveLength(1);
  });
});
