import { toGuid } from '../../values/guid.ts';
import type { JsonObject } from '../../values/json-object.ts';
import { quoted } from '../../values/quoted.ts';
import type { DesiredState, Value } from '../desired/desired.ts';
import type { PresentImage, PresentMessaging, PresentRow, PresentStep } from './present.ts';
import { type EventIds, type RegistrationReader, readEvents } from './read-events.ts';

const STEP_FACTS = ['filteringattributes', 'statecode', '_sdkmessageid_value', '_sdkmessagefilterid_value'];

/** Reads our endpoint, the steps at it or of our name, and their images. @throws {DataverseError} */
export async function readMessaging(
  connection: RegistrationReader,
  desired: DesiredState,
): Promise<PresentMessaging> {
  const read = (entitySet: string, primaryKey: string, columns: readonly string[], filter: string) =>
    connection.list(
      { entitySet, primaryKey, columns: [...new Set([primaryKey, ...columns])], annotations: null },
      { filter },
    );
  const { endpoint, steps, prefix } = desired;
  const events = await readEvents(connection, steps);
  const endpoints = await read(
    'serviceendpoints',
    'serviceendpointid',
    [...Object.keys(endpoint.columns), 'description', 'saskeyname', 'issaskeyset'],
    `name eq ${quoted(endpoint.name)}`,
  );
  const ids = endpoints.flatMap((row) => toGuid(row['serviceendpointid']) ?? []);
  const stepRows = await read(
    'sdkmessageprocessingsteps',
    'sdkmessageprocessingstepid',
    ['_eventhandler_value', ...STEP_FACTS, ...Object.keys(steps[0]?.columns ?? { name: null })],
    [`startswith(name,${quoted(prefix)})`, ...ids.map((id) => `_eventhandler_value eq ${id}`)].join(' or '),
  );
  const present = stepRows.flatMap((row) => stepOf(row, events));
  const images = await readImages(read, present);
  return {
    endpoints: endpoints.flatMap((row) => rowOf(row, 'serviceendpointid')),
    steps: present,
    images,
    events: new Set(events.map(({ message, table }) => `${message} ${table}`)),
  };
}

type Read = (
  entitySet: string,
  primaryKey: string,
  columns: readonly string[],
  filter: string,
) => Promise<JsonObject[]>;

async function readImages(read: Read, steps: readonly PresentStep[]): Promise<PresentImage[]> {
  if (steps.length === 0) return [];
  const rows = await read(
    'sdkmessageprocessingstepimages',
    'sdkmessageprocessingstepimageid',
    [
      'name',
      'entityalias',
      'messagepropertyname',
      'imagetype',
      'attributes',
      '_sdkmessageprocessingstepid_value',
    ],
    steps.map(({ id }) => `_sdkmessageprocessingstepid_value eq ${id}`).join(' or '),
  );
  return rows.flatMap((row) =>
    rowOf(row, 'sdkmessageprocessingstepimageid').map((image) => ({
      ...image,
      stepId: toGuid(row['_sdkmessageprocessingstepid_value']) ?? '',
    })),
  );
}

function stepOf(row: JsonObject, events: readonly EventIds[]): PresentStep[] {
  const filterId = toGuid(row['_sdkmessagefilterid_value']);
  const event = events.find((each) => each.filterId === filterId);
  const filter = row['filteringattributes'];
  return rowOf(row, 'sdkmessageprocessingstepid').map((step) => ({
    ...step,
    message: event?.message ?? null,
    table: event?.table ?? null,
    handlerId: toGuid(row['_eventhandler_value']),
    filter: typeof filter === 'string' && filter !== '' ? filter.split(',').map((name) => name.trim()) : null,
    enabled: row['statecode'] === 0,
  }));
}

function rowOf(row: JsonObject, primaryKey: string): PresentRow[] {
  const id = toGuid(row[primaryKey]);
  if (id === null) return [];
  const columns = Object.entries(row).filter((entry): entry is [string, Value] => isValue(entry[1]));
  return [{ id, name: String(row['name']), columns: Object.fromEntries(columns) }];
}

function isValue(value: unknown): value is Value {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
