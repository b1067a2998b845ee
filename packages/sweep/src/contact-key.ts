import { createHash } from 'node:crypto';

/** 128 bits that stand for a contact id: of a GUID in lower case its own, of any other text a digest's. */
export type ContactKey = readonly [number, number, number, number];

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a GUID as records have it: in lower case, without braces. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/** The GUID that a text means in another spelling: in upper case, or in braces. Undefined for all others. */
export function respelledGuid(text: string): string | undefined {
  const plain = text
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .toLowerCase();
  return plain !== text && isGuid(plain) ? plain : undefined;
}

/** The key of a contact id. */
export function contactKey(contactId: string): ContactKey {
  const bytes = isGuid(contactId)
    ? Buffer.from(contactId.replaceAll('-', ''), 'hex')
    : createHash('sha256').update(contactId).digest();
  return [bytes.readUInt32BE(0), bytes.readUInt32BE(4), bytes.readUInt32BE(8), bytes.readUInt32BE(12)];
}

/** The key of a record: rows of two tables can have one id. */
export function recordKey(table: number, [a, b, c, d]: ContactKey): ContactKey {
  return [a, b, c, (d ^ Math.imul(table, 0x9e3779b1)) >>> 0];
}

/** A key in the form of a GUID. */
export function guidOf(key: ContactKey): string {
  const hex = key.map((word) => word.toString(16).padStart(8, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
