import type { DataverseConnection } from '../../web-api/connection.ts';
import { DataverseError } from '../../web-api/dataverse-error.ts';
import { readApplicationUser, readRoleOf } from '../present/read-application-user.ts';
import { readRootBusinessUnit } from '../present/read-roles.ts';

/**
 * Makes the application user of an application in Microsoft Entra ID, in the business unit at the top.
 * Dataverse fills in its name. It has no right until it gets a role.
 *
 * @throws {DataverseError}
 */
export async function makeApplicationUser(
  connection: DataverseConnection,
  applicationId: string,
): Promise<void> {
  const unit = await readRootBusinessUnit(connection);
  if (unit === null) throw missing('The root business unit');
  await connection.create('systemusers', {
    applicationid: applicationId,
    'businessunitid@odata.bind': `/businessunits(${unit})`,
  });
}

/** Gives the application user the role, as it is in the user's own business unit. @throws {DataverseError} */
export async function assignRole(
  connection: DataverseConnection,
  wanted: { readonly applicationId: string; readonly role: string },
): Promise<void> {
  const user = await readApplicationUser(connection, wanted);
  if (user === null || user === undefined) throw missing('The application user');
  const roleId = await readRoleOf(connection, wanted.role, user.businessUnitId);
  if (roleId === null) throw missing(`The role ${wanted.role}`);
  const from = { entitySet: 'systemusers', id: user.id };
  await connection.associate(from, 'systemuserroles_association', { entitySet: 'roles', id: roleId });
}

function missing(what: string): DataverseError {
  return new DataverseError({ kind: 'protocol', message: `${what} is not there` });
}
