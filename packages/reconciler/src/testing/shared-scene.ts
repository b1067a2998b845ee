import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { ReconcileOptions } from '../reconcile.ts';
import { aSharedPolicy, aSharedWorld, type Row, type SharedWorld } from './shared-world.ts';

/** Options of reconciling a record of this world. */
export function optionsFor(
  { source, target }: SharedWorld,
  changes: Partial<ReconcileOptions> = {},
): ReconcileOptions {
  return { source, target, origin: 'ours', decide: aSharedPolicy, readBackDelayMs: 0, ...changes };
}

/** A row whose contact goes by its own id. */
export function aRow(ref: RecordRef, changes: Partial<Row> = {}): Row {
  return { ref, externalId: ref.id, email: `${ref.table}-${ref.id}`, ...changes };
}

/** The same world, with a contact that Spotler has. */
export function withContact(world: SharedWorld, externalId: string): SharedWorld {
  world.contacts.set(externalId, { email: 'known', optedOut: false });
  return world;
}

/** A world of people who refuse, each with a contact. */
export function aWorldOfRefusers(people: readonly RecordRef[]): SharedWorld {
  const world = aSharedWorld(
    people.map((ref) => ({ ref, externalId: ref.id, email: ref.id, refuses: true })),
    false,
  );
  for (const { id } of people) world.contacts.set(id, { email: id, optedOut: false });
  return world;
}
