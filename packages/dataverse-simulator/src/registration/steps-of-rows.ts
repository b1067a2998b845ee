import type { RegisteredStep, StepImage } from '../publishing/registered-step.ts';
import type { ServiceBusTarget } from '../publishing/service-bus-sender.ts';
import type { RowChange } from '../store/row.ts';
import { isLookup, type Row } from '../store/row.ts';
import type { RowStore } from '../store/row-store.ts';

/** A step that is registered as a row, and where its endpoint sends to. */
export interface RowStep {
  readonly step: RegisteredStep & { readonly id: string };
  readonly target: ServiceBusTarget;
}

const EVENTS: readonly string[] = [
  'Create',
  'Update',
  'Delete',
  'Merge',
  'Restore',
  'SetState',
  'SetStateDynamicEntity',
];
const IMAGE_TYPES = ['pre', 'post', 'both'] as const;
/** An emulator's host: this machine, or a name that only a container's network knows. */
const LOCAL = /^(127\.0\.0\.1|[\w-]+|.*\.test)$/;

/** The enabled asynchronous steps that are registered as rows and call a service endpoint. */
export function stepsOfRows(store: RowStore): RowStep[] {
  return store.all('sdkmessageprocessingstep').flatMap((row) => {
    const filter = behind(store, row.columns['sdkmessagefilterid']);
    const message = behind(store, row.columns['sdkmessageid'])?.columns['name'];
    const endpoint = behind(store, row.columns['eventhandler']);
    const { statecode, mode, filteringattributes } = row.columns;
    if (statecode !== 0 || mode !== 1 || endpoint?.table !== 'serviceendpoint') return [];
    if (filter === null || !isEvent(message)) return [];
    const target = targetOf(endpoint);
    if (target === null) return [];
    const step = {
      id: row.id,
      message,
      table: String(filter.columns['primaryobjecttypecode']),
      images: imagesOf(store, row.id),
      filteringColumns:
        typeof filteringattributes === 'string' && filteringattributes !== ''
          ? namesOf(filteringattributes)
          : undefined,
    };
    return [{ step, target }];
  });
}

function behind(store: RowStore, value: unknown): Row | null {
  return isLookup(value) ? store.get(value.table, value.id) : null;
}

function imagesOf(store: RowStore, stepId: string): StepImage[] {
  return store.all('sdkmessageprocessingstepimage').flatMap(({ columns }) => {
    const { entityalias, imagetype, attributes, sdkmessageprocessingstepid: step } = columns;
    const type = typeof imagetype === 'number' ? IMAGE_TYPES[imagetype] : undefined;
    if (!isLookup(step) || step.id !== stepId || type === undefined) return [];
    const some = typeof attributes === 'string' ? { columns: namesOf(attributes) } : {};
    return [{ alias: String(entityalias), type, ...some }];
  });
}

/** Where an endpoint sends to; null while it has no key. */
function targetOf({ columns }: Row): ServiceBusTarget | null {
  const { namespaceaddress, path, saskeyname, saskey } = columns;
  if (typeof namespaceaddress !== 'string' || typeof saskey !== 'string' || saskey === '') return null;
  const local = LOCAL.test(new URL(namespaceaddress).hostname);
  return {
    connectionString: [
      `Endpoint=${namespaceaddress}`,
      `SharedAccessKeyName=${saskeyname}`,
      `SharedAccessKey=${saskey}`,
      ...(local ? ['UseDevelopmentEmulator=true'] : []),
    ].join(';'),
    queueOrTopic: String(path),
  };
}

function isEvent(message: unknown): message is RowChange['message'] {
  return typeof message === 'string' && EVENTS.includes(message);
}

function namesOf(list: string): string[] {
  return list.split(',').map((name) => name.trim());
}
