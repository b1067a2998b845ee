import { isLeft, isRight, left } from 'fp-ts/lib/Either.js';
import type { Configuration, DataverseAuthentication } from '../configuration.ts';
import { all, type EnvironmentReader, just, type Reading } from '../environment-reader.ts';
import { isLocalAddress } from '../values/web-address.ts';
import { VARIABLES } from '../variables/variables.ts';

/** Reads where records are, and how to prove who asks. */
export function readDataverse(reader: EnvironmentReader): Reading<Configuration['dataverse']> {
  const url = reader.read(VARIABLES.dataverseUrl);
  return all({
    url,
    authentication: onlyWhereSafe(url, readAuthentication(reader)),
    externalIdColumn: reader.readIfSet(VARIABLES.externalIdColumn),
    externalIdFallback: reader.read(VARIABLES.externalIdFallback),
    fieldMappingFile: reader.readIfSet(VARIABLES.fieldMappingFile),
    spotlerJobs: readSpotlerJobs(reader),
    serviceEndpoint: reader.readIfSet(VARIABLES.serviceEndpoint),
  });
}

function readSpotlerJobs(reader: EnvironmentReader): Reading<Configuration['dataverse']['spotlerJobs']> {
  const wanted = reader.read(VARIABLES.spotlerJobs);
  if (isLeft(wanted)) {
    // It can't be said whether the file is needed, only whether it can be read.
    const file = reader.readIfSet(VARIABLES.spotlerJobFile);
    return left([...wanted.left, ...(isLeft(file) ? file.left : [])]);
  }
  return wanted.right ? all({ file: reader.readIfSet(VARIABLES.spotlerJobFile) }) : just(undefined);
}

function readAuthentication(reader: EnvironmentReader): Reading<DataverseAuthentication> {
  const { dataverseTenantId, dataverseClientId, dataverseClientSecret } = VARIABLES;
  const kind = reader.read(VARIABLES.dataverseAuth);
  if (isLeft(kind)) {
    // It can't be said which of these are needed, only whether they can be read.
    const ids = all({
      tenantId: reader.readIfSet(dataverseTenantId),
      clientId: reader.readIfSet(dataverseClientId),
      clientSecret: reader.readIfSet(dataverseClientSecret),
    });
    return left([...kind.left, ...(isLeft(ids) ? ids.left : [])]);
  }
  switch (kind.right) {
    case 'none':
      return just({ kind: 'none' });
    case 'managed-identity':
      return all({ kind: just(kind.right), clientId: reader.readIfSet(dataverseClientId) });
    case 'developer':
      return all({ kind: just(kind.right), tenantId: reader.readIfSet(dataverseTenantId) });
    case 'workload-identity':
      return all({
        kind: just(kind.right),
        tenantId: reader.readIfSet(dataverseTenantId),
        clientId: reader.readIfSet(dataverseClientId),
      });
    case 'client-secret':
      return all({
        kind: just(kind.right),
        tenantId: reader.read(dataverseTenantId),
        clientId: reader.read(dataverseClientId),
        clientSecret: reader.read(dataverseClientSecret),
      });
  }
}

function onlyWhereSafe(
  url: Reading<string>,
  authentication: Reading<DataverseAuthentication>,
): Reading<DataverseAuthentication> {
  const open = isRight(authentication) && authentication.right.kind === 'none';
  if (!open || !isRight(url) || isLocalAddress(url.right)) return authentication;
  const expected = `a way to prove who asks, for ${VARIABLES.dataverseUrl.name} is not on this machine`;
  return left([{ variable: VARIABLES.dataverseAuth.name, problem: 'invalid', expected }]);
}
