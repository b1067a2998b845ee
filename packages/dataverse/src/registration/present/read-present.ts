import type { DesiredState } from '../desired/desired.ts';
import type { PresentState } from './present.ts';
import { readApplicationUser } from './read-application-user.ts';
import type { RegistrationReader } from './read-events.ts';
import { readMessaging } from './read-messaging.ts';
import { readOptions } from './read-options.ts';
import { readRoles } from './read-roles.ts';
import { readTable } from './read-table.ts';

/** Reads everything of ours that is in Dataverse. Changes nothing. @throws {DataverseError} */
export async function readPresent(
  connection: RegistrationReader,
  desired: DesiredState,
): Promise<PresentState> {
  const [options, table, roles, user, messaging] = await Promise.all([
    readOptions(connection, desired.codes),
    readTable(connection, desired.table),
    readRoles(connection, desired.roles),
    readApplicationUser(connection, desired.user),
    readMessaging(connection, desired),
  ]);
  return { options, table, roles, user, messaging };
}
