import type { Clock } from '@spotler-connector/clock';
import type { EvidenceWriter, GenerationFact } from '@spotler-connector/ledger';
import { type ObjectStore, ObjectStoreError } from '@spotler-connector/object-store';

/** Options of recording a generation. */
export interface GenerationEvidenceOptions {
  readonly writer: Pick<EvidenceWriter, 'append'>;
  /** Where all workers see which generations were recorded. */
  readonly state: ObjectStore;
  /** Called with the first of several failures of the store in a row. */
  readonly onFailed: (error: ObjectStoreError) => void;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Ends it. */
  readonly signal: AbortSignal;
}

const RETRY_MS = 2_000;

/**
 * Has evidence stored of the generation that acts from now on, once for all its workers: of several that
 * begin at the same time, more than one may do it. Tries again until the store takes it.
 */
export async function recordGeneration(
  fact: GenerationFact,
  { writer, state, onFailed, clock, signal }: GenerationEvidenceOptions,
): Promise<void> {
  const name = `ledger/generations/${fact.generation}`;
  for (let failing = false; ; failing = true) {
    try {
      if ((await state.read(name, { signal })) !== undefined) return;
      await writer.append(fact);
      await state.create(name, new TextEncoder().encode('\n'), { signal });
      return;
    } catch (error) {
      if (!(error instanceof ObjectStoreError)) throw error;
      if (!failing) onFailed(error);
      await clock.sleep(RETRY_MS, signal);
    }
  }
}
