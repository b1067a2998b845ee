import { type Decision, type RecordSnapshot, wantsContact } from '@spotler-connector/anonymization-policy';
import { PortError } from '../../port-error.ts';
import type { Holder, RecordReading, RecordSource } from '../../ports.ts';
import { type ModelRecords, nameOf, refOf } from './model-records.ts';
import type { Name, Scene } from './model-scene.ts';
import type { Actor } from './schedule.ts';

/** Options of reading the records of a model. */
export interface ModelSourceOptions {
  readonly actor: Actor;
  readonly records: ModelRecords;
  readonly scene: Scene;
  /** The external id that the message told. */
  readonly toldId: string | undefined;
  readonly decide: (snapshot: RecordSnapshot) => Decision;
}

/** A reading, and whether any order claimed the record at that time. */
interface Found {
  readonly reading: RecordReading;
  readonly claimed: boolean;
}

/** The records as one reconcile reads them, with the orders as the real source finds and ends them. */
export function modelSource({ actor, records, scene, toldId, decide }: ModelSourceOptions): RecordSource {
  const { shared = false, happenings, without } = scene;
  const hasMerges = happenings.some((happening) => happening.endsWith(' merges'));
  const firsts = new Map<Name, RecordReading>();
  let lookBegun = false;

  async function find(name: Name, call: string): Promise<Found> {
    await actor.step(`${call} ${name}`);
    return found(name);
  }

  function found(name: Name): Found {
    const result = { reading: records.reading(name, toldId), claimed: records.claims(name).size > 0 };
    actor.observe(result);
    return result;
  }

  async function withOrder(name: Name, first: Found): Promise<RecordReading> {
    let { reading, claimed } = first;
    for (;;) {
      const { version, snapshot } = reading;
      const decision = decide(snapshot);
      if (version === null || decision.action === 'anonymize' || !claimed) return reading;
      await actor.step(`orders of ${name}`);
      const claims = records.claims(name);
      actor.observe([...claims]);
      const stands = claims.has(version) || (claims.size > 0 && !wantsContact(decision));
      if (stands) return { ...reading, order: { jobId: 'job', orderedOn: null } };
      if (claims.size === 0) return reading;
      const others = [...claims];
      ({ reading, claimed } = await find(name, 'read again'));
      if (reading.version !== version) continue;
      await actor.step(`end orders of ${name}`);
      for (const other of others) claims.delete(other);
    }
  }

  return {
    sharesContacts: shared && without !== 'holders',
    checkColumns: async () => {},
    async read(ref) {
      const name = nameOf(ref);
      actor.round();
      lookBegun = true;
      const first = without === 'second read' ? firsts.get(name) : undefined;
      if (first !== undefined) return first;
      const result = await find(name, 'read');
      if (shared && toldId === undefined && result.reading.version === null) {
        throw new PortError({ side: 'source', kind: 'rejected', code: 'ExternalIdUnknown' });
      }
      const reading = await withOrder(name, result);
      firsts.set(name, reading);
      return reading;
    },
    async holders(_ref, externalId) {
      if (without === 'holders') return [];
      // A former id is looked at without a reading of the record.
      if (!lookBegun) actor.round();
      lookBegun = false;
      await actor.step(`holders of ${externalId}`);
      const all = records.holdersOf(externalId).map((name) => ({ name, first: found(name) }));
      const holders: Holder[] = [];
      for (const { name, first } of all) {
        holders.push({ ref: refOf(name, scene), ...(await withOrder(name, first)) });
      }
      return holders;
    },
    async mergedRecords(ref) {
      if (!hasMerges || without === 'merged records') return [];
      await actor.step(`merged into ${ref.id}`);
      const merged = records.names.filter((name) => records.row(name).mergedInto === ref.id);
      actor.observe(merged);
      actor.keep();
      return merged.map((name) => refOf(name, scene));
    },
  };
}
