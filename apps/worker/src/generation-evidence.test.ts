import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import type { EvidenceFact, GenerationFact } from '@spotler-connector/ledger';
import { ObjectStoreError } from '@spotler-connector/object-store';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { recordGeneration } from './generation-evidence.ts';

const fact: GenerationFact = { kind: 'generation', generation: '7', policyVersion: '2', settings: 'abc' };

function aWorld() {
  const facts: EvidenceFact[] = [];
  const failures: unknown[] = [];
  const clock = createManualClock();
  const stopping = new AbortController();
  const world = { away: false };
  function failWhileAway(): void {
    if (world.away) throw new ObjectStoreError({ kind: 'unavailable' });
  }
  const writer = {
    async append(given: EvidenceFact) {
      failWhileAway();
      facts.push(given);
    },
  };
  const options = {
    writer,
    state: createMemoryStore(),
    onFailed: (error: unknown) => void failures.push(error),
    clock,
    signal: stopping.signal,
  };
  return { world, facts, failures, clock, stopping, record: () => recordGeneration(fact, options) };
}

describe('the generation that acts', () => {
  it('leaves evidence once, however many workers it has', async () => {
    const { facts, record } = aWorld();
    await record();
    await record();
    expect(facts).toEqual([fact]);
  });

  it('waits for its evidence while the store is away, and says so once', async () => {
    const { world, facts, failures, clock, record } = aWorld();
    world.away = true;
    const recorded = record();
    await clock.advance(10_000);
    expect([facts.length, failures.length]).toEqual([0, 1]);
    world.away = false;
    await clock.advance(2_000);
    await recorded;
    expect(facts).toEqual([fact]);
  });

  it('ends its waiting when the worker stops', async () => {
    const { world, clock, stopping, record } = aWorld();
    world.away = true;
    const recorded = expect(record()).rejects.toMatchObject({ name: 'AbortError' });
    await clock.advance(1);
    stopping.abort();
    await recorded;
  });
});
