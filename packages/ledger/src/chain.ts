import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { type ObjectStore, ObjectStoreError } from '@spotler-connector/object-store';
import { type ChainEnd, makeBlock } from './block.ts';
import { NO_HASH } from './entry.ts';
import type { EvidenceFact } from './facts.ts';
import { type HideId, isoTime, type Members, membersOf, word } from './members.ts';
import { type BlockPlace, blockName, markerName, monthOf } from './object-names.ts';
import { createSealer } from './seal.ts';

/** Options of a chain. */
export interface ChainOptions {
  readonly store: ObjectStore;
  /** The chain's name. */
  readonly id: string;
  /** Names who writes. */
  readonly writer: string;
  /** The time of day, in milliseconds since the epoch. */
  readonly now: () => number;
  readonly hide: HideId;
}

/** A chain that grows. */
export interface Chain {
  /**
   * Stores facts as one block. One call at a time, and none after one that failed. @throws {ObjectStoreError}
   */
  store(facts: readonly EvidenceFact[], isEnd: boolean): Promise<void>;
}

/** The version of everything that docs/evidence.md specifies. */
const FORMAT = '1';
/** A marker's name says all. Stores make an empty object in the fewest steps. */
const MARKER = new Uint8Array();

/** Begins a chain. Its first block says who writes it, and with which key. */
export function beginChain({ store, id: chain, writer, now, hide }: ChainOptions): Chain {
  const { publicKey, seal } = createSealer();
  let end: ChainEnd = { seq: 0, prev: NO_HASH };
  let latest = 0;

  return {
    async store(facts, isEnd) {
      // A clock that is set back must not put an entry before the one that it follows upon.
      latest = Math.max(latest, now());
      const at = latest;
      const time = isoTime(at);
      const place = { month: monthOf(at), chain, first: end.seq };
      const entries: Members[] = facts.map((fact) => ({ at: time, ...membersOf(fact, at, hide) }));
      if (end.seq === 0)
        entries.unshift({ at: time, kind: 'begin', format: FORMAT, worker: word(writer), publicKey });
      if (isEnd) entries.push({ at: time, kind: 'end' });
      const block = makeBlock(entries, { chain, start: end, seal });
      await storeMarkers(store, recordsOf(facts), place);
      if ((await store.create(blockName(place), block.body)) === 'exists') {
        throw new ObjectStoreError({ kind: 'protocol', code: 'ChainExists' });
      }
      end = block.end;
    },
  };
}

/**
 * Says where a record's entries are, before they are: a marker without its entry is harmless, an entry that
 * nobody finds is not.
 */
async function storeMarkers(
  store: ObjectStore,
  records: readonly RecordRef[],
  place: BlockPlace,
): Promise<void> {
  const names = new Set(records.map((ref) => markerName(ref, place)));
  await Promise.all([...names].map((name) => store.create(name, MARKER)));
}

function recordsOf(facts: readonly EvidenceFact[]): RecordRef[] {
  return facts.flatMap((fact) => ('record' in fact && fact.record !== undefined ? [fact.record] : []));
}
