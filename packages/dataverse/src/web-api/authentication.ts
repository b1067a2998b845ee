import type { AccessToken, TokenCredential } from '@azure/identity';
import type { Clock } from '@spotler-connector/clock';
import { isJsonObject } from '../values/json-object.ts';
import { DataverseError } from './dataverse-error.ts';

/** How to prove to Dataverse who is asking. */
export type DataverseAuthentication =
  /** Not at all: for a simulator on this machine, or on a host in `.test`. Any other host is refused. */
  | { readonly kind: 'none' }
  /** With tokens of this credential, asked for the scope `<organization URL>/.default`. */
  | { readonly kind: 'credential'; readonly credential: TokenCredential };

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Tokens for requests. */
export interface TokenSource {
  /** A token that is still good for a while. @throws {DataverseError} */
  get(): Promise<string>;
  /** Makes the next `get` ask for a fresh one, because this one was refused. */
  forget(): void;
}

/** Tokens are renewed this long before they expire. */
const MARGIN_MS = 2 * 60_000;
/**
 * A credential that has not answered by then is asked anew: one that never does would end all requests for
 * good.
 */
const MAX_FETCH_MS = 60_000;

/**
 * Where tokens come from, or null when none is needed. Tokens are kept here, for not every credential of
 * `@azure/identity` keeps its own: the developer's ones start a process each time.
 *
 * @throws {DataverseError} `authentication` when no authentication is asked for on another host than this
 * one, or when a token would travel unencrypted.
 */
export function tokenSource(
  url: URL,
  authentication: DataverseAuthentication,
  clock: Clock,
): TokenSource | null {
  const local = LOCAL_HOSTS.has(url.hostname);
  if (authentication.kind === 'none') {
    // No real system can have a name in .test (RFC 6761); the containers of docker-compose.yml do.
    if (local || url.hostname.endsWith('.test')) return null;
    throw refused('No authentication is for localhost and names in .test only');
  }
  if (url.protocol !== 'https:' && !local) throw refused('Tokens are only sent over https');
  const { credential } = authentication;
  const scope = `${url.origin}/.default`;
  let current: Promise<AccessToken> | null = null;
  let goodUntil = 0;

  async function fetchToken(): Promise<AccessToken> {
    try {
      const token = await credential.getToken(scope);
      if (token === null) throw refused('The credential gave no token');
      goodUntil = token.expiresOnTimestamp - MARGIN_MS;
      return token;
    } catch (error) {
      current = null;
      throw tokenFailure(error);
    }
  }

  return {
    async get() {
      if (current === null || clock.now() >= goodUntil) {
        goodUntil = clock.now() + MAX_FETCH_MS;
        current = fetchToken();
      }
      return (await current).token;
    },
    forget() {
      current = null;
    },
  };
}

/** An identity service that is away will come back; anything else somebody must mend. */
function tokenFailure(error: unknown): DataverseError {
  if (error instanceof DataverseError) return error;
  const { statusCode, code } = isJsonObject(error) ? error : {};
  const away = (typeof statusCode === 'number' && statusCode >= 500) || isConnectionCode(code);
  if (!away) return refused('No token could be had');
  return new DataverseError({ kind: 'unavailable', message: 'The identity service is not available' });
}

function isConnectionCode(code: unknown): boolean {
  return typeof code === 'string' && /^(E[A-Z_]{4,}|REQUEST_SEND_ERROR)$/.test(code);
}

function refused(message: string): DataverseError {
  return new DataverseError({ kind: 'authentication', message });
}
