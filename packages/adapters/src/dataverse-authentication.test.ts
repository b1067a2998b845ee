import { describe, expect, it } from '@jest/globals';
import { Secret } from '@spotler-connector/configuration';
import { azureCredential } from './azure-credential.ts';
import { dataverseAuthentication } from './dataverse-authentication.ts';

const ID = '00000000-0000-0000-0000-000000000001';

describe('authentication for Dataverse', () => {
  it('is none for a simulator', () => {
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
  ] as const)('takes a %s', async (name, configured) => {
    expect((await azureCredential(configured)).constructor.name).toBe(name);
  });

  it('makes the credential when a token is needed, and says what is wrong with it then', async () => {
    const clientSecret = new Secret('s');
    const configured = { kind: 'client-secret', tenantId: 'no tenant', clientId: ID, clientSecret } as const;
    const authentication = dataverseAuthentication(configured);
    const token = authentication.kind === 'credential' && authentication.credential.getToken('scope');
    await expect(token).rejects.toThrow('Invalid tenant id');
  });
});
