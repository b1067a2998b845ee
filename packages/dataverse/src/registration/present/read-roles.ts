import { toGuid } from '../../values/guid.ts';
import { quoted } from '../../values/quoted.ts';
import type { DesiredRole } from '../desired/desired.ts';
import type { PresentRole, PresentRoles } from './present.ts';
import type { RegistrationReader } from './read-events.ts';

/**
 * The ids of privileges by name in lower case, of those that the environment has. @throws {DataverseError}
 */
export async function readPrivileges(
  connection: RegistrationReader,
  names: Iterable<string>,
): Promise<Map<string, string>> {
  const filter = [...new Set(names)].map((name) => `name eq ${quoted(name)}`).join(' or ');
  const rows = await connection.list(queryOf('privileges', 'privilegeid', ['name']), { filter });
  return new Map(rows.map((row) => [String(row['name']).toLowerCase(), toGuid(row['privilegeid']) ?? '']));
}

/** The id of the business unit at the top, in which roles for everybody are made. @throws {DataverseError} */
export async function readRootBusinessUnit(connection: RegistrationReader): Promise<string | null> {
  const [root] = await connection.list(queryOf('businessunits', 'businessunitid', []), {
    filter: '_parentbusinessunitid_value eq null',
  });
  return toGuid(root?.['businessunitid']);
}

/**
 * Reads our roles as they are at the top; business units below have copies that follow them.
 *
 * @throws {DataverseError}
 */
export async function readRoles(
  connection: RegistrationReader,
  desired: readonly DesiredRole[],
): Promise<PresentRoles> {
  const names = desired.flatMap(({ privileges }) => privileges.map(({ name }) => name));
  const privileges = await readPrivileges(connection, names);
  const nameOf = new Map([...privileges].map(([name, id]) => [id, name]));
  const wanted = desired.map(({ name }) => `name eq ${quoted(name)}`).join(' or ');
  const rows = await connection.list(queryOf('roles', 'roleid', ['name']), {
    filter: `(${wanted}) and _parentroleid_value eq null`,
  });
  const roles: PresentRole[] = [];
  for (const row of rows) {
    const id = toGuid(row['roleid']) ?? '';
    const held = await connection.list(
      queryOf('roleprivilegescollection', 'roleprivilegeid', ['privilegeid', 'privilegedepthmask']),
      { filter: `roleid eq ${id}` },
    );
    const depths = held.flatMap((each): [string, number][] => {
      const name = nameOf.get(toGuid(each['privilegeid']) ?? '');
      return name === undefined ? [] : [[name, Number(each['privilegedepthmask'])]];
    });
    roles.push({ id, name: String(row['name']), depths: new Map(depths) });
  }
  return { roles, privileges: new Set(privileges.keys()) };
}

function queryOf(entitySet: string, primaryKey: string, columns: readonly string[]) {
  return { entitySet, primaryKey, columns: [primaryKey, ...columns], annotations: null };
}
