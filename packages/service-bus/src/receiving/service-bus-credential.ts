import { DefaultAzureCredential } from '@azure/identity';

/**
 * How to prove to Service Bus who asks: as the platform's identity, or on an operator's machine as who is signed in to
 * the Azure CLI. A platform with user-assigned identities only answers when one is named: `clientId`.
 */
export function serviceBusCredential({ clientId }: { clientId: string | undefined }): DefaultAzureCredential {
  return new DefaultAzureCredential(clientId === undefined ? {} : { managedIdentityClientId: clientId });
}
