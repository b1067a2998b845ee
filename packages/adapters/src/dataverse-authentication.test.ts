import { describe, expect, it } from '@jest/globals';
import { Secret } from '@spotler-connector/configuration';
import { dataverseAuthentication } from './dataverse-authentication.ts';

const ID = '00000000-0000-0000-0000-000000000001';

describe('proving to Dataverse who asks', () => {
  it('needs nothing for a simulator', () => {
    expect(dataverseAuthentication({ kind: 'none' })).toEqual({ kind: 'none' });
  });

  it.each([
    ['ManagedIdentityCredential', { kind: 'managed-identity', clientId: undefined }],
    ['ManagedIdentityCredential', { kind: 'managed-identity', clientId: ID }],
    [
      'ClientSecretCredential',
      { kind: 'client-secret', tenantId: ID, clientId: ID, clientSecret: new Secret('s') },
    ],
    ['AzureCliCredential', { kind: 'developer', tenantId: undefined }],
  ] as const)('takes a %s', (name, configured) => {
    const authentication = dataverseAuthentication(configured);
    const credential = authentication.kind === 'credential' ? authentication.credential : undefined;
    expect(credential?.constructor.name).toBe(name);
  });
});
