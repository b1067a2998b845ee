import { createHmac, timingSafeEqual } from 'node:crypto';

import { pathOf } from '../semantics/entity-path.ts';

/** A right that a key gives. `manage` gives all of them. */
export type AccessRight = 'listen' | 'send' | 'manage';

/** A shared access key of the namespace, or of one entity. */
export interface AccessKey {
  /** The SharedAccessKeyName. */
  readonly name: string;
  /** The SharedAccessKey. */
  readonly key: string;
  /** The rights that it gives, e.g. `['send']` for a key like the one Dataverse is given. */
  readonly rights: readonly AccessRight[];
  /** The entity it is good for; absent for all. */
  readonly entity?: string | undefined;
}

/** The rights that a valid token gives to a connection. */
export interface Grant {
  readonly rights: ReadonlySet<AccessRight>;
  /** The resource the token was signed for, without scheme and host: '' for the namespace. */
  readonly path: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

const PREFIX = 'SharedAccessSignature ';

/** True when a path is the resource or lies below it. */
export function isWithin(path: string, resource: string): boolean {
  return resource === '' || path === resource || path.startsWith(`${resource}/`);
}

/** Checks a token against the keys; a text says why it is refused. */
export function checkSasToken(token: string, keys: readonly AccessKey[], now: number): Grant | string {
  if (!token.startsWith(PREFIX)) return 'InvalidSignature: The token is not a shared access signature.';
  const fields = new URLSearchParams(token.slice(PREFIX.length));
  const [resource, signature, expiry, name] = ['sr', 'sig', 'se', 'skn'].map(
    (field) => fields.get(field) ?? '',
  );
  const key = keys.find((each) => each.name === name);
  const rawResource = /(?:^|&)sr=([^&]*)/.exec(token.slice(PREFIX.length))?.[1] ?? '';
  if (key === undefined || !isSigned(`${rawResource}\n${expiry}`, key.key, signature ?? '')) {
    return 'InvalidSignature: The token has an invalid signature.';
  }
  const expiresAt = Number(expiry) * 1000;
  if (!(expiresAt > now)) return 'ExpiredToken: The token is expired.';
  const path = pathOf(resource ?? '').toLowerCase();
  if (key.entity !== undefined && !isWithin(path, key.entity.toLowerCase())) {
    return 'InvalidAudience: The key is not good for this entity.';
  }
  return { rights: rightsOf(key), path, expiresAt };
}

/** A key that may manage may do everything. */
export function rightsOf({ rights }: AccessKey): ReadonlySet<AccessRight> {
  return new Set(rights.includes('manage') ? ['listen', 'send', 'manage'] : rights);
}

function isSigned(text: string, key: string, signature: string): boolean {
  const wanted = createHmac('sha256', key).update(text, 'utf8').digest();
  const given = Buffer.from(signature, 'base64');
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}
