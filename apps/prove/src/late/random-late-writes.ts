import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Services } from '@spotler-connector/local-services';
import type { Random } from '../random.ts';

const WRITES = ['POST /contact', 'PUT /contact/{externalId}', 'PUT /contact/anonymize/{externalId}'] as const;

/**
 * Has creations come late, which then may come after an erasure. Contacts are created one by one, or
 * together. Returns how many.
 */
export function addLateCreations({ spotler }: Services, group: number, latestEffectMs: number): number {
  const times = Math.ceil(group / 4);
  const late = { kind: 'late', ms: latestEffectMs - 300, meanwhile: 'cut', times } as const;
  for (const endpoint of ['POST /contact', 'POST /contact/list'] as const) {
    spotler.faults.add({ ...late, endpoint });
  }
  return times;
}

/** Has one of the writes of every other record come late, or twice. Returns how many. */
export function addLateWrites(
  { spotler }: Services,
  refs: readonly RecordRef[],
  random: Random,
  latestEffectMs: number,
): number {
  const chosen = refs.filter(() => random.below(2) === 0);
  for (const { id: externalId } of chosen) {
    const ms = 300 + random.below(latestEffectMs - 500);
    spotler.faults.add({ kind: 'late', ms, endpoint: random.pick(WRITES), externalId, meanwhile: 'cut' });
  }
  return chosen.length;
}
