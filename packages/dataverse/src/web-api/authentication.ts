import type { TokenCredential } from '@azure/identity';
import { DataverseError } from './dataverse-error.ts';

/** How to prove to Dataverse who is asking. */
export type DataverseAuthentication =
  /** Not at all: for a simulator on this machine. Any other host is refused. */
  | { kind: 'none' }
  /** With tokens of this credential, asked for the scope `<organization URL>/.default`. */
  | { kind: 'credential'; credential: TokenCredential };

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The function that dynamics-web-api calls for a token before each request, or null when none is needed.
 *
 * @throws {DataverseError} `authentication` when no authentication is asked for on another host than this one,
 * or when a token would travel unencrypted.
 */
export function tokenSource(
  url: URL,
  authentication: DataverseAuthentication,
): (() => Promise<string>) | null {
  const local = LOCAL_HOSTS.has(url.hostname);
  if (authentication.kind === 'none') {
    if (local) return null;
    throw refused('No authentication is for localhost only');
  }
  if (url.protocol !== 'https:' && !local) throw refused('Tokens are only sent over https');
  const scope = `${url.origin}/.default`;
  return async () => {
    const token = await authentication.credential.getToken(scope).catch((error: unknown) => {
      throw tokenFailure(error);
    });
    if (token === null) throw refused('The credential gave no token');
    return token.token;
  };
}

/** An identity service that is away will come back; anything else somebody must mend. */
function tokenFailure(error: unknown): DataverseError {
  const { statusCode, code } =
    error instanceof Error ? { statusCode: undefined, code: undefined, ...error } : {};
  const away = (typeof statusCode === 'number' && statusCode >= 500) || isConnectionCode(code);
  if (!away) return refused('No token could be had');
  return new DataverseError({ kind: 'unavailable', sentence: 'The identity service is not available' });
}

function isConnectionCode(code: unknown): boolean {
  return typeof code === 'string' && /^(E[A-Z]{4,}|REQUEST_SEND_ERROR)$/.test(code);
}

function refused(sentence: string): DataverseError {
  return new DataverseError({ kind: 'authentication', sentence });
}
