import { jsonIn } from '../answers/classify-answer.ts';
import type { CallScope } from '../connection/call-scope.ts';
import type { Connection } from '../connection/connection.ts';
import type { Endpoint } from '../endpoint.ts';
import { SpotlerError } from '../spotler-error.ts';
import type { PermissionValue } from './contact.ts';
import { type Property, readProperties } from './property.ts';

const LIST: Endpoint = 'GET /contact/properties/list';

/**
 * Reads the contact properties of the account, always afresh. A success proves that path and credentials
 * work. Every account has properties: a list without any is not Spotler's.
 */
export async function listProperties(connection: Connection, scope: CallScope): Promise<readonly Property[]> {
  const answer = await connection.request({ endpoint: LIST }, scope);
  const list = readProperties(jsonIn(answer));
  if (list !== undefined && list.length > 0) return list;
  const code = answer.kind === 'ok' ? 'ERR_FOREIGN_ANSWER' : undefined;
  throw new SpotlerError({ kind: 'protocol', endpoint: LIST, status: answer.status, code });
}

/**
 * Gives every permission that the account has now, disabled. They are never remembered: one that was added
 * meanwhile would be missing from an opt-out.
 */
export async function allDisabled(
  connection: Connection,
  scope: CallScope,
): Promise<readonly PermissionValue[]> {
  const list = await listProperties(connection, scope);
  const entries = list.find(({ name }) => name === 'permissions')?.entries ?? [];
  // Without bits there is nothing to disable, and claiming an opt-out would be untrue.
  if (entries.length === 0) {
    throw new SpotlerError({ kind: 'rejected', endpoint: LIST, property: 'permissions' });
  }
  return entries.map(({ bit }) => ({ bit, enabled: false }));
}
