import type { TokenCredential } from '@azure/identity';
import type { Configuration } from '@spotler-connector/configuration';
import type { DataverseAuthentication } from '@spotler-connector/dataverse';
import { azureCredential } from './azure-credential.ts';

/** Builds the authentication for Dataverse, as configured. The first token makes the credential. */
export function dataverseAuthentication(
  configured: Configuration['dataverse']['authentication'],
): DataverseAuthentication {
  if (configured.kind === 'none') return { kind: 'none' };
  let credential: Promise<TokenCredential> | undefined;
  return {
    kind: 'credential',
    credential: {
      async getToken(scopes, options) {
        credential ??= azureCredential(configured);
        return (await credential).getToken(scopes, options);
      },
    },
  };
}
