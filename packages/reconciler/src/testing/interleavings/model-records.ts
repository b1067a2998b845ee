import {
  type Decision,
  decide,
  type RecordRef,
  type RecordSnapshot,
} from '@spotler-connector/anonymization-policy';
import type { RecordReading } from '../../ports.ts';
import type { Happening, Name, Scene, State } from './model-scene.ts';

/** A record as Dataverse has it. */
export interface Row {
  readonly state: State;
  readonly version: number;
  readonly externalId: string;
  readonly mergedInto?: Name | undefined;
}

/** The records of a model. */
export interface ModelRecords {
  readonly names: readonly Name[];
  row(name: Name): Row;
  /** A reading of a record. A deleted one has the external id that a message told, or its own. */
  reading(name: Name, toldId?: string): RecordReading;
  /** Present records that hold a contact. */
  holdersOf(externalId: string): readonly Name[];
  /** Versions of which orders say that they stand for them. */
  claims(name: Name): Set<string>;
  change(name: Name, changes: Partial<Row>): void;
  /** Tells all states apart. */
  state(): string;
}

/** Accounts that want no mail are erased by the newer policy only. */
export function policyOf(generation: number): (snapshot: RecordSnapshot) => Decision {
  const settings = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: generation > 1 };
  return (snapshot) => decide(snapshot, settings);
}

/** Builds them as they are at the beginning. */
export function createModelRecords({
  happenings,
  known = {},
  shared,
  table = 'contact',
}: Scene): ModelRecords {
  const names = (['a', 'b'] as const).filter(
    (name) => name in known || happenings.some((happening) => isAbout(happening, name)),
  );
  const rows = new Map(names.map((name) => [name, firstRow(name)]));
  const claims = new Map(names.map((name) => [name, new Set<string>()]));

  function firstRow(name: Name): Row {
    return { state: known[name] ?? 'gone', version: 1, externalId: shared ? 'S' : name };
  }

  function row(name: Name): Row {
    return rows.get(name) ?? firstRow(name);
  }

  function snapshotOf(name: Name): RecordSnapshot {
    const { state, mergedInto } = row(name);
    if (state === 'gone') return { table, presence: 'deleted' };
    return {
      table,
      presence: 'present',
      state: state.startsWith('inactive') ? 'inactive' : 'active',
      email: 'a@example.org',
      doNotEmail: state === 'no mail',
      doNotBulkEmail: state.endsWith('refuses'),
      survivor: mergedInto === undefined ? undefined : snapshotOf(mergedInto),
    };
  }

  function versionOf(name: Name): string {
    const { version, mergedInto } = row(name);
    return mergedInto === undefined ? `${version}` : `${version}+${versionOf(mergedInto)}`;
  }

  return {
    names,
    row,
    reading(name, toldId) {
      const snapshot = snapshotOf(name);
      const { externalId, version } = row(name);
      const common = { snapshot, order: null };
      return snapshot.presence === 'deleted'
        ? { ...common, version: null, externalId: toldId ?? externalId, properties: {} }
        : { ...common, version: versionOf(name), externalId, properties: { email: `${name}${version}` } };
    },
    holdersOf: (externalId) =>
      names.filter((name) => row(name).state !== 'gone' && row(name).externalId === externalId),
    claims: (name) => claims.get(name) ?? new Set(),
    change(name, changes) {
      rows.set(name, { ...row(name), ...changes, version: row(name).version + 1 });
    },
    state: () => JSON.stringify([...rows, [...claims].map(([, versions]) => [...versions].sort())]),
  };
}

/** The record of a name. */
export function refOf(name: Name, { table = 'contact' }: Pick<Scene, 'table'>): RecordRef {
  return { table, id: name };
}

/** The name of a record. */
export function nameOf({ id }: RecordRef): Name {
  return id === 'b' ? 'b' : 'a';
}

function isAbout(happening: Happening, name: Name): boolean {
  return (
    happening.startsWith(`${name} `) || (happening.endsWith(' merges') && happening !== `${name} merges`)
  );
}
