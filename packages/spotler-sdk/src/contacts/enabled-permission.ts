import * as t from 'io-ts';
import { SpotlerError } from '../spotler-error.ts';
import type { Contact } from './contact.ts';

const Permissions = t.array(t.type({ bit: t.number, enabled: t.boolean }));

/**
 * Gives the bits of the permissions that a contact has enabled. Spotler leaves out properties without data
 * (API description of 2022: "properties will only be shown if data is available"). @throws {SpotlerError}
 * `protocol` for permissions that can't be read.
 */
export function enabledPermissions({ properties }: Contact): readonly number[] {
  const permissions = properties['permissions'] ?? [];
  if (!Permissions.is(permissions)) {
    const endpoint = 'GET /contact/{externalId}';
    throw new SpotlerError({ kind: 'protocol', endpoint, status: 200, code: 'ERR_FOREIGN_ANSWER' });
  }
  return permissions.flatMap(({ bit, enabled }) => (enabled ? bit : []));
}

/** Tells whether a contact that was read has a permission enabled. Rejects permissions it can't read. */
export function hasEnabledPermission(contact: Contact): boolean {
  return enabledPermissions(contact).length > 0;
}
