import type { TokenCredential } from '@azure/identity';
import type { Configuration } from '@spotler-connector/configuration';

/** Authentication of Dataverse with tokens, as configured. */
export type ConfiguredCredential = Exclude<Configuration['dataverse']['authentication'], { kind: 'none' }>;

/**
 * Builds the credential. `@azure/identity` is loaded only now: it takes as long to load as all else together, and many
 * never need it, such as the commands that only look at the queue.
 */
export async function azureCredential(configured: ConfiguredCredential): Promise<TokenCredential> {
  const identity = await import('@azure/identity');
  switch (configured.kind) {
    case 'managed-identity': {
      const { clientId } = configured;
      return new identity.ManagedIdentityCredential(clientId === undefined ? {} : { clientId });
    }
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

function given({ tenantId, clientId }: { tenantId?: string | undefined; clientId?: string | undefined }) {
  return { ...(tenantId !== undefined && { tenantId }), ...(clientId !== undefined && { clientId }) };
}
