import { toGuid } from '../values/guid.ts';
import { isJsonObject, type JsonObject } from '../values/json-object.ts';
import { quoted } from '../values/quoted.ts';
import type { DataverseConnection } from '../web-api/connection.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import type { ColumnFacts, TableFacts } from './column-access.ts';

/** The part of a connection that this takes. */
export type AccessConnection = Pick<DataverseConnection, 'whoAmI' | 'columns' | 'list' | 'call'>;

/** The template of the role System Administrator: the same in every environment. */
const SYSTEM_ADMINISTRATOR = '627090ff-40a3-4053-8790-584edc5be201';
/** Allowed, in a field permission (learn: column-level security with code). */
const ALLOWED = 4;

/**
 * Which of these columns a table has, and which of them are secured (learn: column-level security with code).
 * Everybody may read this. @throws {DataverseError}
 */
export async function readColumnFacts(
  connection: AccessConnection,
  table: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, ColumnFacts>> {
  const properties = ['LogicalName', 'MetadataId', 'IsSecured', 'CanBeSecuredForRead'];
  const rows = await connection.columns({ table, names, properties });
  return new Map(
    rows.map((row) => [
      String(row['LogicalName']),
      { id: toGuid(row['MetadataId']), secured: isSecured(row) },
    ]),
  );
}

/** Some columns can be secured against changes only. What is not said counts as secured. */
function isSecured({ IsSecured, CanBeSecuredForRead }: JsonObject): boolean {
  return IsSecured !== false && CanBeSecuredForRead !== false;
}

/**
 * Ids of the secured columns that a user may read, by profiles of its own and of its teams; null for all of
 * them.
 *
 * @throws {DataverseError}
 */
export async function readGranted(
  connection: AccessConnection,
  userId: string,
): Promise<TableFacts['granted']> {
  const user = { entitySet: 'systemusers', id: userId };
  const answer = await connection.call('RetrievePrincipalAttributePrivileges', user);
  const privileges = isJsonObject(answer) ? answer['AttributePrivileges'] : undefined;
  if (!Array.isArray(privileges)) {
    throw new DataverseError({
      kind: 'protocol',
      message: 'Dataverse did not say which columns we may read',
    });
  }
  if (await isSystemAdministrator(connection, userId)) return null;
  const granted = privileges.filter(isJsonObject).filter(({ CanRead }) => CanRead === ALLOWED);
  return new Set(granted.flatMap(({ AttributeId }) => toGuid(AttributeId) ?? []));
}

/**
 * The tables of which a user may read every row, by the names of the privileges in lower case. Privileges
 * that come by a team are given with the smallest depth, whatever they have (learn: RetrieveUserPrivileges),
 * and so don't count.
 *
 * @throws {DataverseError}
 */
export async function readWhollyReadable(
  connection: AccessConnection,
  userId: string,
): Promise<(table: string) => boolean> {
  const answer = await connection.call('RetrieveUserPrivileges', { entitySet: 'systemusers', id: userId });
  const privileges = isJsonObject(answer) ? answer['RolePrivileges'] : undefined;
  if (!Array.isArray(privileges)) {
    throw new DataverseError({ kind: 'protocol', message: 'Dataverse did not say which rows we may read' });
  }
  const wholly = privileges.filter(isJsonObject).filter(({ Depth }) => Depth === 'Global');
  const names = new Set(wholly.map(({ PrivilegeName: name }) => String(name).toLowerCase()));
  return (table) => names.has(`prvread${table}`);
}

/** System administrators read every secured column without a profile. Who may not read roles is none. */
async function isSystemAdministrator(connection: AccessConnection, userId: string): Promise<boolean> {
  const entitySet = `systemusers(${userId})/systemuserroles_association`;
  const query = { entitySet, primaryKey: 'roleid', columns: ['roleid'], annotations: null };
  try {
    const roles = await connection.list(query, {
      filter: `_roletemplateid_value eq ${SYSTEM_ADMINISTRATOR}`,
    });
    return roles.length > 0;
  } catch (error) {
    if (isRefusal(error, 403)) return false;
    throw error;
  }
}

/**
 * Columns of a table with a masking rule. Null when we may not see them; none where an environment has no
 * masking rules.
 *
 * @throws {DataverseError}
 */
export async function readMasked(connection: AccessConnection, table: string): Promise<TableFacts['masked']> {
  const query = {
    entitySet: 'attributemaskingrules',
    primaryKey: 'attributemaskingruleid',
    columns: ['attributelogicalname'],
    annotations: null,
  };
  try {
    const rows = await connection.list(query, { filter: `entityname eq ${quoted(table)}` });
    return new Set(rows.map((row) => String(row['attributelogicalname'])));
  } catch (error) {
    if (isRefusal(error, 403)) return null;
    if (isRefusal(error, 404) && error.code?.toLowerCase() === UNKNOWN_SEGMENT) return new Set();
    throw error;
  }
}

/** A table that the environment does not have. */
const UNKNOWN_SEGMENT = '0x8006088a';

function isRefusal(error: unknown, status: number): error is DataverseError {
  return error instanceof DataverseError && error.status === status;
}
