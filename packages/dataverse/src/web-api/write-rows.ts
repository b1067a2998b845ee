import type { DynamicsWebApi } from 'dynamics-web-api';
import { toGuid } from '../values/guid.ts';
import type { JsonObject } from '../values/json-object.ts';
import { classifyFailure } from './classify-failure.ts';
import { DataverseError } from './dataverse-error.ts';
import { saysRowDoesNotExist } from './row-absence.ts';

/** POST of a new row; gives its id. @throws {DataverseError} */
export async function createRow(
  client: DynamicsWebApi,
  { entitySet, columns }: { entitySet: string; columns: JsonObject },
  signal: AbortSignal,
  now: number,
): Promise<string> {
  const answer: unknown = await client
    .create<unknown>({ collection: entitySet, data: { ...columns }, signal })
    .catch((error: unknown) => {
      throw classifyFailure(error, now);
    });
  const id = toGuid(answer);
  if (id !== null) return id;
  throw new DataverseError({ kind: 'protocol', message: 'Dataverse does not say what it has made' });
}

/** DELETE of a row that may be gone already. @throws {DataverseError} */
export async function removeRow(
  client: DynamicsWebApi,
  { entitySet, id }: { entitySet: string; id: string },
  signal: AbortSignal,
  now: number,
): Promise<void> {
  try {
    await client.deleteRecord({ collection: entitySet, key: id, signal });
  } catch (error) {
    if (!saysRowDoesNotExist(error, { table: null, id })) throw classifyFailure(error, now);
  }
}

/** A row, by the set that it is in. */
export interface RowReference {
  readonly entitySet: string;
  readonly id: string;
}

/** POST of a reference: joins two rows in a relationship of many to many. @throws {DataverseError} */
export async function associateRows(
  client: DynamicsWebApi,
  { from, relationship, to }: { from: RowReference; relationship: string; to: RowReference },
  signal: AbortSignal,
  now: number,
): Promise<void> {
  try {
    await client.associate({
      collection: from.entitySet,
      primaryKey: from.id,
      relationshipName: relationship,
      relatedCollection: to.entitySet,
      relatedKey: to.id,
      signal,
    });
  } catch (error) {
    throw classifyFailure(error, now);
  }
}

/** An action of the Web API. */
export interface ActionCall {
  /** With its namespace when it is bound, such as `Microsoft.Dynamics.CRM.AddPrivilegesRole`. */
  readonly name: string;
  readonly parameters: JsonObject;
  readonly row: { readonly entitySet: string; readonly id: string } | undefined;
}

/** POST of an action. @throws {DataverseError} */
export async function act(
  client: DynamicsWebApi,
  { name, parameters, row }: ActionCall,
  signal: AbortSignal,
  now: number,
): Promise<void> {
  const bound = row === undefined ? {} : { collection: row.entitySet, key: row.id };
  try {
    await client.callAction({ actionName: name, action: { ...parameters }, signal, ...bound });
  } catch (error) {
    throw classifyFailure(error, now);
  }
}
