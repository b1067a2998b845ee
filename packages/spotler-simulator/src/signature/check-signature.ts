import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it came over the wire, as far as its signature covers it. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query exactly as received. */
  readonly target: string;
  /** Value of the Host header. */
  readonly host: string;
  /** Value of the Authorization header; empty when there was none. */
  readonly authorization: string;
}

/** Facts that the check needs besides the request. */
export interface SignatureRules {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** Seconds since 1970. */
  readonly now: number;
  /** How far a timestamp may be from `now`, in seconds. */
  readonly toleranceSeconds: number;
  /** True when this nonce was used before with this timestamp. */
  readonly isReplay: (nonce: string, timestamp: number) => boolean;
}

/** Why a signature is refused. */
export type SignatureFault = 'malformed' | 'unknown-key' | 'stale' | 'replayed' | 'wrong-signature';

const REQUIRED = [
  'oauth_consumer_key',
  'oauth_nonce',
  'oauth_signature',
  'oauth_signature_method',
  'oauth_timestamp',
];

/** Checks an OAuth 1.0a signature as RFC 5849 says, strictly. Undefined when it is right. */
export function checkSignature(request: SignedRequest, rules: SignatureRules): SignatureFault | undefined {
  const oauth = parseAuthorization(request.authorization);
  if (oauth === undefined || REQUIRED.some((name) => !oauth.get(name))) return 'malformed';
  if (oauth.get('oauth_signature_method') !== 'HMAC-SHA1') return 'malformed';
  if ((oauth.get('oauth_version') ?? '1.0') !== '1.0') return 'malformed';
  if (oauth.get('oauth_consumer_key') !== rules.consumerKey) return 'unknown-key';
  const timestamp = Number(oauth.get('oauth_timestamp'));
  if (!Number.isInteger(timestamp)) return 'malformed';
  if (Math.abs(rules.now - timestamp) > rules.toleranceSeconds) return 'stale';
  const given = Buffer.from(oauth.get('oauth_signature') ?? '', 'base64');
  const right = expectedSignature(request, oauth, rules.consumerSecret);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return 'wrong-signature';
  return rules.isReplay(oauth.get('oauth_nonce') ?? '', timestamp) ? 'replayed' : undefined;
}

function parseAuthorization(header: string): Map<string, string> | undefined {
  const match = /^OAuth (.*)$/.exec(header);
  if (match === null) return undefined;
  const parameters = new Map<string, string>();
  for (const part of (match[1] ?? '').split(',')) {
    const [, name, value] = /^\s*([^=]+)="([^"]*)"\s*$/.exec(part) ?? [];
    if (name === undefined || value === undefined || parameters.has(name)) return undefined;
    const decoded = decode(value);
    if (decoded === undefined) return undefined;
    parameters.set(name, decoded);
  }
  return parameters;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function expectedSignature(request: SignedRequest, oauth: Map<string, string>, secret: string): Buffer {
  const [path = '', query = ''] = splitOnce(request.target, '?');
  const signed = [...oauth].filter(([name]) => name !== 'oauth_signature' && name !== 'realm');
  const pairs = [...signed, ...new URLSearchParams(query)].map(
    ([name, value]) => `${encode(name)} ${encode(value)}`,
  );
  // A blank sorts before every character that can stand in an encoded name, so one sort orders names, then
  // values.
  const parameters = pairs
    .sort()
    .map((pair) => pair.replace(' ', '='))
    .join('&');
  const base = `http://${request.host.toLowerCase().replace(/:80$/, '')}${path}`;
  const text = `${request.method}&${encode(base)}&${encode(parameters)}`;
  return createHmac('sha1', `${encode(secret)}&`)
    .update(text)
    .digest();
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Percent-encodes byte by byte, keeping only RFC 3986's unreserved characters. */
function encode(text: string): string {
  return Array.from(Buffer.from(text), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9._~-]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}
