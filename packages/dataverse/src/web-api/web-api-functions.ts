import { toGuid } from '../values/guid.ts';
import { isJsonObject } from '../values/json-object.ts';
import { classifyReadFailure } from './classify-failure.ts';
import { DataverseError } from './dataverse-error.ts';
import type { ReadingClient } from './reading-client.ts';

/** The user who asks, and the organization. Ids are in lower case. */
export interface DataverseIdentity {
  /** The application user that our credentials stand for. */
  readonly userId: string;
  /** The organization, which is the environment: every message of it carries the same id. */
  readonly organizationId: string;
}

// Without a signal: callFunction of dynamics-web-api 2.5.0 copies it into an object that is none.

/** GET of WhoAmI. @throws {DataverseError} */
export async function whoAmI(
  client: Pick<ReadingClient, 'callFunction'>,
  timeout: number,
  now: number,
): Promise<DataverseIdentity> {
  const answer = await call(client.callFunction({ name: 'WhoAmI', timeout }), now);
  const { UserId: user, OrganizationId: organization } = isJsonObject(answer) ? answer : {};
  const [userId, organizationId] = [toGuid(user), toGuid(organization)];
  if (userId !== null && organizationId !== null) return { userId, organizationId };
  throw new DataverseError({ kind: 'protocol', message: 'The URL is not that of a Dataverse Web API' });
}

/** GET of a function that is bound to a row. @throws {DataverseError} */
export function callBound(
  client: Pick<ReadingClient, 'callFunction'>,
  name: string,
  row: { readonly entitySet: string; readonly id: string },
  timeout: number,
  now: number,
): Promise<unknown> {
  const bound = { name: `Microsoft.Dynamics.CRM.${name}`, collection: row.entitySet, key: row.id };
  return call(client.callFunction({ ...bound, timeout }), now);
}

async function call(answer: Promise<unknown>, now: number): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    throw classifyReadFailure(error, now);
  }
}
