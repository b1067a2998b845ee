import { randomUUID } from 'node:crypto';
import { badRequest } from '../odata-error.ts';
import { parseBody } from '../rows/request-body.ts';
import type { RowStore } from '../store/row-store.ts';

const DEPTHS: Readonly<Record<string, number>> = { Basic: 1, Local: 2, Deep: 4, Global: 8 };

/**
 * The bound action AddPrivilegesRole: privileges by id, each with the name of its depth. One that the role
 * has already gets the new depth.
 */
export function addPrivilegesRole(store: RowStore, roleId: string, body: string): void {
  const wanted = parseBody(body)['Privileges'];
  if (!Array.isArray(wanted)) throw badRequest('Privileges is missing.');
  for (const each of wanted) {
    const { PrivilegeId: id, Depth: depth } = Object(each);
    const mask = DEPTHS[String(depth)];
    if (mask === undefined || store.get('privilege', String(id)) === null) {
      throw badRequest('A privilege or its depth is not valid.');
    }
    const held = store
      .all('roleprivileges')
      .find(({ columns }) => columns['roleid'] === roleId && columns['privilegeid'] === id);
    const columns = { roleid: roleId, privilegeid: id, privilegedepthmask: mask };
    if (held === undefined) store.create('roleprivileges', columns, randomUUID());
    else store.update('roleprivileges', held.id, columns, randomUUID());
  }
}
