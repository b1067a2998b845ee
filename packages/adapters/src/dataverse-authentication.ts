import {
  AzureCliCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import type { Configuration } from '@spotler-connector/configuration';
import type { DataverseAuthentication } from '@spotler-connector/dataverse';

/** The way to prove to Dataverse who asks, as configured. */
export function dataverseAuthentication(
  configured: Configuration['dataverse']['authentication'],
): DataverseAuthentication {
  switch (configured.kind) {
    case 'none':
      return { kind: 'none' };
    case 'managed-identity': {
      const { clientId } = configured;
      const credential = new ManagedIdentityCredential(clientId === undefined ? {} : { clientId });
      return { kind: 'credential', credential };
    }
    case 'workload-identity':
      return { kind: 'credential', credential: new WorkloadIdentityCredential(given(configured)) };
    case 'client-secret': {
      const { tenantId, clientId, clientSecret } = configured;
      const credential = new ClientSecretCredential(tenantId, clientId, clientSecret.reveal());
      return { kind: 'credential', credential };
    }
    case 'developer':
      return { kind: 'credential', credential: new AzureCliCredential(given(configured)) };
  }
}

function given({ tenantId, clientId }: { tenantId?: string | undefined; clientId?: string | undefined }) {
  return { ...(tenantId !== undefined && { tenantId }), ...(clientId !== undefined && { clientId }) };
}
