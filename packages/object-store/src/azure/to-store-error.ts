import { RestError } from '@azure/storage-blob';
import { codeOf } from '../error-code.ts';
import { ObjectStoreError, type ObjectStoreErrorKind } from '../object-store-error.ts';

/** The HTTP status of Azure's answer; undefined when none came. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof RestError ? error.statusCode : undefined;
}

/** The store's own error for one of Azure's; hands on everything else, such as the reason of an abort. */
export function toStoreError(error: unknown): unknown {
  if (!(error instanceof RestError) && !isCredentialError(error)) return error;
  const status = statusOf(error);
  return new ObjectStoreError({ kind: kindOf(error, status), status, code: codeOf(error) });
}

function kindOf(error: Error, status: number | undefined): ObjectStoreErrorKind {
  if (isCredentialError(error) || status === 401 || status === 403) return 'authentication';
  if (status === undefined || status === 408 || status === 429 || status >= 500) return 'unavailable';
  return 'protocol';
}

/** Errors of @azure/identity, which this package does not depend on. */
function isCredentialError(error: unknown): error is Error {
  const names = ['CredentialUnavailableError', 'AuthenticationError', 'AggregateAuthenticationError'];
  return error instanceof Error && names.includes(error.name);
}
