import type { TokenCredential } from '@azure/identity';

/**
 * Builds the credential for Service Bus: the platform's identity, or on an operator's machine the account
 * that is signed in to the Azure CLI. A platform with user-assigned identities only answers when one is
 * named: `clientId`. `@azure/identity` is loaded when the first token is needed: it takes as long to load as
 * all else together.
 */
export function serviceBusCredential({ clientId }: { clientId: string | undefined }): TokenCredential {
  let credential: Promise<TokenCredential> | undefined;
  return {
    async getToken(scopes, options) {
      credential ??= defaultCredential(clientId);
      return (await credential).getToken(scopes, options);
    },
  };
}

async function defaultCredential(managedIdentityClientId: string | undefined): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential(managedIdentityClientId === undefined ? {} : { managedIdentityClientId });
}
