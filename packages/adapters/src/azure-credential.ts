import type { TokenCredential } from '@azure/identity';
import type { Configuration } from '@spotler-connector/configuration';

/** Authentication of Dataverse with tokens, as configured. */
export type ConfiguredCredential = Exclude<Configuration['dataverse']['authentication'], { kind: 'none' }>;

/**
 * Builds the credential. `@azure/identity` is loaded only now: it takes as long to load as all else together,
 * and many never need it, such as the commands that only look at the queue.
 */
export async function azureCredential(configured: ConfiguredCredential): Promise<TokenCredential> {
  const identity = await import('@azure/identity');
  switch (configured.kind) {
    case 'managed-identity':
      return new identity.ManagedIdentityCredential(given(configured));
    case 'workload-identity':
      return new identity.WorkloadIdentityCredential(given(configured));
    case 'client-secret': {
      const { tenantId, clientId, clientSecret } = configured;
      return new identity.ClientSecretCredential(tenantId, clientId, clientSecret.reveal());
    }
    case 'developer':
      return new identity.AzureCliCredential(given(configured));
  }
}

interface Ids {
  tenantId?: string;
  clientId?: string;
}

/** The ids that are configured: the library takes one that is `undefined` for one that is given. */
function given({ tenantId, clientId }: { readonly [Id in keyof Ids]: Ids[Id] | undefined }): Ids {
  const ids: Ids = {};
  if (tenantId !== undefined) ids.tenantId = tenantId;
  if (clientId !== undefined) ids.clientId = clientId;
  return ids;
}
