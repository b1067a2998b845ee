import * as t from 'io-ts';
import { SpotlerError } from '../spotler-error.ts';
import type { Contact } from './contact.ts';

const Permissions = t.array(t.type({ bit: t.number, enabled: t.boolean }));

/**
 * Tells whether a contact that was read has a permission enabled. Spotler leaves out properties without data
 * (API description of 2022: "properties will only be shown if data is available"). Rejects permissions it
 * can't read.
 */
export function hasEnabledPermission({ properties }: Contact): boolean {
  const permissions = properties['permissions'] ?? [];
  if (!Permissions.is(permissions)) {
    const endpoint = 'GET /contact/{externalId}';
    throw new SpotlerError({ kind: 'protocol', endpoint, status: 200, code: 'ERR_FOREIGN_ANSWER' });
  }
  return permissions.some(({ enabled }) => enabled);
}
