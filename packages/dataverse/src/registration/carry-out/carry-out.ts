import { toGuid } from '../../values/guid.ts';
import type { JsonObject } from '../../values/json-object.ts';
import { quoted } from '../../values/quoted.ts';
import type { DataverseConnection } from '../../web-api/connection.ts';
import { DataverseError } from '../../web-api/dataverse-error.ts';
import type { DesiredPrivilege, DesiredState } from '../desired/desired.ts';
import type { Mend } from '../plan/plan.ts';
import { type EventIds, readEvents } from '../present/read-events.ts';
import { readPrivileges, readRootBusinessUnit } from '../present/read-roles.ts';
import { assignRole, makeApplicationUser } from './assign-role.ts';
import { tableMetadata } from './column-metadata.ts';
import { makeColumn } from './make-column.ts';

const GRANT = 'Microsoft.Dynamics.CRM.AddPrivilegesRole';

/** Does one thing of a plan. @throws {DataverseError} */
export type CarryOut = (mend: Mend) => Promise<void>;

/** The parts that carry out a plan. */
export interface Workshop {
  readonly connection: DataverseConnection;
  readonly desired: DesiredState;
  /** The key that Dataverse signs with; null when the plan needs none. */
  readonly key: string | null;
}

/**
 * Does the things of one plan, in their order: ids that come into being on the way are looked up when they
 * are needed first.
 */
export function createWorkshop({ connection, desired, key }: Workshop): CarryOut {
  const stepIds = new Map<string, string>();
  let events: Promise<EventIds[]> | undefined;
  let language: Promise<number> | undefined;
  let endpoint: Promise<string> | undefined;
  const languageOf = () => (language ??= readLanguage(connection));

  return async (mend) => {
    switch (mend.do) {
      case 'create-table':
        await connection.create('EntityDefinitions', tableMetadata(mend.table, await languageOf()));
        return;
      case 'create-column':
        return makeColumn(connection, { ...mend, language: await languageOf() });
      case 'create-role': {
        const unit = found(await readRootBusinessUnit(connection), 'The root business unit');
        const columns = { name: mend.role.name, 'businessunitid@odata.bind': `/businessunits(${unit})` };
        return grant(connection, await connection.create('roles', columns), mend.role.privileges);
      }
      case 'grant':
        return grant(connection, mend.roleId, mend.privileges);
      case 'create-user':
        return makeApplicationUser(connection, mend.applicationId);
      case 'assign-role':
        return assignRole(connection, mend);
      case 'create-endpoint':
        endpoint = connection.create('serviceendpoints', {
          ...mend.endpoint.columns,
          ...mend.endpoint.onlyNew,
          saskey: given(key),
        });
        await endpoint;
        return;
      case 'renew-key':
        return update(connection, 'serviceendpoints', mend.id, { ...mend.columns, saskey: given(key) });
      case 'create-step': {
        events ??= readEvents(connection, desired.steps);
        endpoint ??= readEndpoint(connection, desired);
        const row = stepRow(mend.step, await events, await endpoint);
        stepIds.set(mend.step.name, await connection.create('sdkmessageprocessingsteps', row));
        return;
      }
      case 'create-image': {
        const step = found(mend.stepId ?? stepIds.get(mend.step) ?? null, 'The step of an image');
        const bound = { 'sdkmessageprocessingstepid@odata.bind': `/sdkmessageprocessingsteps(${step})` };
        await connection.create('sdkmessageprocessingstepimages', { ...mend.image.columns, ...bound });
        return;
      }
      case 'update':
        return update(connection, mend.entitySet, mend.id, mend.columns);
      case 'remove':
        return connection.remove(mend.entitySet, mend.id);
    }
  };
}

/** The names by which rows are bound are as public registrations use them; the documentation has none. */
function stepRow(
  { message, table, filter, columns }: DesiredState['steps'][number],
  events: readonly EventIds[],
  endpoint: string,
): JsonObject {
  const event = events.find((each) => each.message === message && each.table === table);
  const { messageId, filterId } = found(event ?? null, `The event ${message} of ${table}`);
  return {
    ...columns,
    filteringattributes: filter?.join(',') ?? null,
    'eventhandler_serviceendpoint@odata.bind': `/serviceendpoints(${endpoint})`,
    'sdkmessageid@odata.bind': `/sdkmessages(${messageId})`,
    'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${filterId})`,
  };
}

async function grant(
  connection: DataverseConnection,
  roleId: string,
  wanted: readonly DesiredPrivilege[],
): Promise<void> {
  const ids = await readPrivileges(
    connection,
    wanted.map(({ name }) => name),
  );
  const Privileges = wanted.map(({ name, depth }) => ({
    PrivilegeId: found(ids.get(name.toLowerCase()) ?? null, `The privilege ${name}`),
    Depth: depth,
  }));
  await connection.act(GRANT, { Privileges }, { entitySet: 'roles', id: roleId });
}

/**
 * Whatever version the row has: these tables may have no optimistic concurrency. It has to be there still.
 */
async function update(
  connection: DataverseConnection,
  entitySet: string,
  id: string,
  columns: JsonObject,
): Promise<void> {
  if ((await connection.update(entitySet, id, '*', columns)) !== 'updated') {
    throw new DataverseError({ kind: 'protocol', message: `A row of ${entitySet} vanished on the way` });
  }
}

async function readEndpoint(connection: DataverseConnection, { endpoint }: DesiredState): Promise<string> {
  const columns = ['serviceendpointid'];
  const query = {
    entitySet: 'serviceendpoints',
    primaryKey: 'serviceendpointid',
    columns,
    annotations: null,
  };
  const [row] = await connection.list(query, { filter: `name eq ${quoted(endpoint.name)}` });
  return found(toGuid(row?.['serviceendpointid']), 'The service endpoint');
}

async function readLanguage(connection: DataverseConnection): Promise<number> {
  const query = { entitySet: 'organizations', primaryKey: 'organizationid', columns: ['languagecode'] };
  const [row] = await connection.list({ ...query, annotations: null }, {});
  const language = row?.['languagecode'];
  return typeof language === 'number' ? language : 1033;
}

function given(key: string | null): string {
  return found(key, 'The key of the service endpoint');
}

function found<T>(value: T | null, what: string): T {
  if (value !== null) return value;
  throw new DataverseError({ kind: 'protocol', message: `${what} is not there` });
}
