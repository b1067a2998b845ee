import { randomUUID } from 'node:crypto';
import { badRequest } from '../odata-error.ts';
import { parseBody } from '../rows/request-body.ts';
import type { RowStore } from '../store/row-store.ts';

const REFERENCE = /\/roles\(([0-9a-f-]{36})\)$/;

/** Gives a user the role that the body refers to; one that it has already is no error. */
export function addUserRole(store: RowStore, userId: string, body: string): void {
  const roleId = REFERENCE.exec(String(parseBody(body)['@odata.id']))?.[1];
  const role = roleId === undefined ? null : store.get('role', roleId);
  if (roleId === undefined || role === null) throw badRequest('The reference names no role.');
  const user = store.get('systemuser', userId);
  // Dataverse refuses a role of another business unit.
  const [unit, own] = [role, user].map((row) => Object(row?.columns['businessunitid']).id);
  if (unit !== own) throw badRequest('The role is of another business unit than the user.');
  const columns = { systemuserid: userId, roleid: roleId };
  const held = store
    .all('systemuserroles')
    .some((row) => row.columns['systemuserid'] === userId && row.columns['roleid'] === roleId);
  if (!held) store.create('systemuserroles', columns, randomUUID());
}
