import { ObjectStoreError } from './object-store-error.ts';

/** Longer than any of ours, shorter than what file systems (255 per part) and Azure (1024) allow. */
const MAX_LENGTH = 512;
const MAX_PART_LENGTH = 200;
/**
 * Lower case only, since some file systems do not tell the cases apart; no dot in front, so never `.` or
 * `..`.
 */
const PART = /^[a-z0-9][a-z0-9._-]*$/;

/**
 * Whether an object can have this name: parts of lower-case letters, digits, `.`, `_` and `-`, with `/`
 * between them.
 */
export function isObjectName(name: string): boolean {
  return name.length <= MAX_LENGTH && name.split('/').every(isPart);
}

/** Whether names can begin like this: empty, or parts of names of which the last may be cut off. */
export function isObjectPrefix(prefix: string): boolean {
  return prefix === '' || isObjectName(prefix.endsWith('/') ? prefix.slice(0, -1) : prefix);
}

/** @throws {ObjectStoreError} `protocol` for a name that no object can have. */
export function checkName(name: string): void {
  if (!isObjectName(name)) throw new ObjectStoreError({ kind: 'protocol', code: 'InvalidName' });
}

/** @throws {ObjectStoreError} `protocol` for a prefix that no name can have. */
export function checkPrefix(prefix: string): void {
  if (!isObjectPrefix(prefix)) throw new ObjectStoreError({ kind: 'protocol', code: 'InvalidName' });
}

function isPart(part: string): boolean {
  return part.length <= MAX_PART_LENGTH && PART.test(part);
}
