import { toGuid } from '../../values/guid.ts';
import { quoted } from '../../values/quoted.ts';
import type { DesiredUser } from '../desired/desired.ts';
import type { PresentUser } from './present.ts';
import type { RegistrationReader } from './read-events.ts';

/**
 * Reads the application user, and whether it has the role; null when there is none, and `undefined` when none
 * is asked for.
 *
 * @throws {DataverseError}
 */
export async function readApplicationUser(
  connection: RegistrationReader,
  desired: DesiredUser | undefined,
): Promise<PresentUser | null | undefined> {
  if (desired === undefined) return undefined;
  const columns = ['systemuserid', 'isdisabled', '_businessunitid_value'];
  const [row] = await connection.list(
    { entitySet: 'systemusers', primaryKey: 'systemuserid', columns, annotations: null },
    { filter: `applicationid eq ${desired.applicationId}` },
  );
  const id = toGuid(row?.['systemuserid']);
  const businessUnitId = toGuid(row?.['_businessunitid_value']);
  if (id === null || businessUnitId === null) return null;
  const roleId = await readRoleOf(connection, desired.role, businessUnitId);
  const held = roleId !== null && (await holds(connection, id, roleId));
  return { id, businessUnitId, disabled: row?.['isdisabled'] === true, hasRole: held };
}

/**
 * The id of a role as it is in a business unit: each has its own copy, and a user gets that of their own.
 *
 * @throws {DataverseError}
 */
export async function readRoleOf(
  connection: RegistrationReader,
  name: string,
  businessUnitId: string,
): Promise<string | null> {
  const [row] = await connection.list(
    { entitySet: 'roles', primaryKey: 'roleid', columns: ['roleid'], annotations: null },
    { filter: `name eq ${quoted(name)} and _businessunitid_value eq ${businessUnitId}` },
  );
  return toGuid(row?.['roleid']);
}

async function holds(connection: RegistrationReader, userId: string, roleId: string): Promise<boolean> {
  const key = 'systemuserroleid';
  const rows = await connection.list(
    { entitySet: 'systemuserrolescollection', primaryKey: key, columns: [key], annotations: null },
    { filter: `systemuserid eq ${userId} and roleid eq ${roleId}` },
  );
  return rows.length > 0;
}
