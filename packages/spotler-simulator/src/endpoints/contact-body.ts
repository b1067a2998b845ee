import type { ContactWrite } from '../address-book/address-book.ts';

/** Reads `{ update, purge, contact }` or `{ update, purge, contacts }`; both flags default to false. */
export function readFlags(body: unknown): { readonly update: boolean; readonly purge: boolean } {
  return { update: member(body, 'update') === true, purge: member(body, 'purge') === true };
}

/** Reads a contact; undefined when it has no externalId or its properties are no object. */
export function readContactWrite(value: unknown, externalId?: string): ContactWrite | undefined {
  const id = externalId ?? member(value, 'externalId');
  const properties = member(value, 'properties') ?? {};
  if (typeof id !== 'string' || id === '' || typeof properties !== 'object' || properties === null) {
    return undefined;
  }
  return { externalId: id, properties: Object.fromEntries(Object.entries(properties)) };
}

/** Gives a member of something that may not be an object. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
