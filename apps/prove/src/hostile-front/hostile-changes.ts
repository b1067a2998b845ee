import { randomUUID } from 'node:crypto';
import { type RecordRef, TABLES } from '@spotler-connector/anonymization-policy';
import { inventedColumns } from '@spotler-connector/local-services';
import { CANARY_DOMAIN } from '../leak-detector.ts';
import type { Random } from '../random.ts';
import type { ContactTruth } from './contact-truth.ts';
import type { HostileMessage } from './hostile-messages.ts';
import type { HostileWorld } from './hostile-world.ts';

/** The stage of one seed. */
export interface Stage {
  readonly world: Pick<HostileWorld, 'dataverse' | 'spotler'>;
  readonly refs: RecordRef[];
  readonly truth: ContactTruth;
  /** The external id column, if there is one. */
  readonly column: string | undefined;
  readonly random: Random;
  /** Text that makes external ids of this seed unlike those of all others. */
  readonly prefix: string;
}

const OPTED_IN = [{ bit: 1, enabled: true }];
const EXTERNAL_IDS = 3;

/** Creates a record whose contact is in Spotler already, most often with a permission. */
export async function createRecord(stage: Stage, number: number): Promise<void> {
  const { world, refs, truth, column, random } = stage;
  const table = TABLES[random.below(TABLES.length)] ?? 'contact';
  const columns = inventedColumns(table, number, CANARY_DOMAIN);
  const named = column === undefined ? {} : { [column]: anExternalId(stage) };
  const id = await world.dataverse.create(table, { ...columns, ...named });
  const ref: RecordRef = { table, id };
  refs.push(ref);
  seedContact(stage, truth.externalIdOf(ref) ?? id);
}

/** Creates a contact whose record is in another environment. */
export function createForeignContact(stage: Stage): string {
  const externalId = stage.column === undefined ? randomUUID() : `${stage.prefix}-foreign`;
  seedContact(stage, externalId);
  stage.truth.addForeign(externalId);
  return externalId;
}

/** Changes a record at random. Returns the messages that Dataverse sends about it. */
export async function changeRecord(stage: Stage, ref: RecordRef): Promise<HostileMessage[]> {
  const { world, truth, column, random } = stage;
  const { table, id } = ref;
  const before = truth.externalIdOf(ref);
  if (before === null) return [];
  const row = world.dataverse.get(table, id);
  const told = preImage(stage, ref);
  const other = stage.refs.find((each) => each.table === table && each.id !== id);
  switch (random.below(8)) {
    case 0:
      await world.dataverse.delete(table, id);
      return [{ ref, told, origin: 'ours' }];
    case 1:
      if (other === undefined || table === 'lead' || truth.externalIdOf(other) === null) return [];
      if (row?.['merged'] === true || world.dataverse.get(table, other.id)?.['merged'] === true) return [];
      await world.dataverse.merge(table, other.id, id);
      return [
        { ref, told, origin: 'ours' },
        { ref: other, told: preImage(stage, other), origin: 'ours' },
      ];
    case 2:
      if (column === undefined) return [];
      await world.dataverse.update(table, id, { [column]: anExternalId(stage) });
      truth.addContact(truth.externalIdOf(ref) ?? id);
      return [{ ref, told, origin: 'ours' }];
    default:
      await world.dataverse.update(table, id, columnsOf(random));
      return [{ ref, told, origin: 'ours' }];
  }
}

function columnsOf(random: Random): Readonly<Record<string, unknown>> {
  return random.pick<Record<string, unknown>>([
    { address1_city: `City ${random.below(1_000)}` },
    { emailaddress1: null },
    { emailaddress1: 'nobody' },
    { emailaddress1: `somebody@${CANARY_DOMAIN}` },
    { donotemail: random.below(2) === 0 },
    { donotbulkemail: random.below(2) === 0 },
    { statecode: 1, statuscode: 2 },
  ]);
}

function anExternalId({ random, prefix }: Stage): string | null {
  const number = random.below(EXTERNAL_IDS + 1);
  return number === EXTERNAL_IDS ? null : `${prefix}-${number}`;
}

function seedContact({ world, truth, random }: Stage, externalId: string): void {
  truth.addContact(externalId);
  const permissions = random.below(4) > 0 ? OPTED_IN : [];
  world.spotler.seed([{ externalId, properties: { city: 'Delft', permissions } }]);
}

/** The external id as an image of a registered step has it: only where a column holds it. */
function preImage({ world, column }: Stage, { table, id }: RecordRef): string | null | undefined {
  if (column === undefined) return undefined;
  const value = world.dataverse.get(table, id)?.[column];
  return typeof value === 'string' ? value : null;
}
