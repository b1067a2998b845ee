import { randomBytes } from 'node:crypto';
import type { Clock } from '@spotler-connector/clock';
import type { ObjectStore } from '@spotler-connector/object-store';
import { beginChain, type Chain } from './chain.ts';
import { createIdHiding } from './contact-key.ts';
import type { EvidenceFact } from './facts.ts';
import { isGuid } from './members.ts';

/** Options of a writer of evidence. */
export interface EvidenceWriterOptions {
  /** Where evidence is kept: objects are only ever added to it. */
  readonly evidence: ObjectStore;
  /** Where the key of hashed ids is kept: not with the evidence. */
  readonly state: ObjectStore;
  /** Names who writes: letters, digits, `.`, `_`, `-`, such as a worker's instance id. */
  readonly writer: string;
  /** The time of day. */
  readonly clock: Pick<Clock, 'now'>;
}

/** Writes evidence. */
export interface EvidenceWriter {
  /**
   * Resolves when the fact is stored. Facts that come at once are stored with one write. A fact whose call
   * failed may be stored all the same.
   *
   * @throws {ObjectStoreError} when it can't be stored: then nobody may say that it happened.
   */
  append(fact: EvidenceFact): Promise<void>;
  /**
   * Says that this writer's chain is complete. Writes nothing if nothing was appended. @throws
   * {ObjectStoreError}
   */
  end(): Promise<void>;
}

interface Waiting {
  readonly fact: EvidenceFact | 'end';
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Objects stay small enough to be read in one piece. */
const MAX_FACTS_IN_A_BLOCK = 200;

/**
 * Builds a writer with a chain of its own. Nothing is stored before the first fact. A chain that a write
 * failed for is not gone on with, since nobody knows how it ends: the next fact begins another one.
 */
export function createEvidenceWriter({
  evidence,
  state,
  writer,
  clock,
}: EvidenceWriterOptions): EvidenceWriter {
  const ids = createIdHiding(state);
  let waiting: Waiting[] = [];
  let storing = false;
  let chain: Chain | undefined;

  async function store(batch: readonly Waiting[]): Promise<void> {
    const facts = batch.flatMap(({ fact }) => (fact === 'end' ? [] : fact));
    if (facts.some(needsKey)) await ids.prepare();
    const isEnd = batch.some(({ fact }) => fact === 'end');
    if (facts.length === 0 && chain === undefined) return;
    chain ??= beginChain({
      store: evidence,
      writer,
      now: clock.now,
      hide: ids.hide,
      id: newChainId(clock.now()),
    });
    await chain.store(facts, isEnd);
    if (isEnd) chain = undefined;
  }

  async function storeAll(): Promise<void> {
    storing = true;
    // Whoever calls in the same turn shares the write.
    await undefined;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_FACTS_IN_A_BLOCK);
      waiting = waiting.slice(MAX_FACTS_IN_A_BLOCK);
      try {
        await store(batch);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        chain = undefined;
        for (const { reject } of batch) reject(error);
      }
    }
    storing = false;
  }

  function enqueue(fact: EvidenceFact | 'end'): Promise<void> {
    return new Promise((resolve, reject) => {
      waiting.push({ fact, resolve, reject });
      if (!storing) void storeAll();
    });
  }

  return { append: enqueue, end: () => enqueue('end') };
}

function needsKey(fact: EvidenceFact): boolean {
  const ids = [
    'externalId' in fact ? fact.externalId : undefined,
    'decidedBy' in fact ? fact.decidedBy : undefined,
  ];
  return ids.some((id) => id !== undefined && !isGuid(id));
}

/** Names sort by the time when chains began. */
function newChainId(now: number): string {
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase();
  return `${time}-${randomBytes(8).toString('hex')}`;
}
