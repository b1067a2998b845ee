import type { ManualClock } from '@spotler-connector/clock/testing';
import type { ObjectStore } from '@spotler-connector/object-store';
import { type GenerationState, joinGeneration } from '../join-generation.ts';

/** Test support: a worker of a generation, with all that it was told. */
export async function aWorker(fingerprint: string, store: ObjectStore, clock: ManualClock) {
  const changes: GenerationState[] = [];
  const numbers: number[] = [];
  const failures: unknown[] = [];
  const stop = new AbortController();
  const generation = joinGeneration({
    store,
    fingerprint,
    onChange(state, number) {
      changes.push(state);
      numbers.push(number);
    },
    onFailed: (error) => void failures.push(error),
    clock,
    signal: stop.signal,
  });
  await clock.advance(0);
  return { generation, changes, numbers, failures, signal: stop.signal, stop: () => stop.abort() };
}
