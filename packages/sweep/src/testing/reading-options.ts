import type { Decision } from '@spotler-connector/anonymization-policy';
import { createComparison } from '../comparison.ts';
import { createDecisions } from '../decisions.ts';
import { NO_JOURNAL } from '../page-journal.ts';
import type { ReadingOptions } from '../reading.ts';
import type { Progress } from '../take-page.ts';
import { valueHasher } from '../value-hash.ts';

function nothingHere(): Promise<never> {
  return Promise.reject(new RangeError('Nothing is read here'));
}

/** Test support: the parts of reading both sides, with decisions that have their numbers already. */
export function readingOptions(changes: Partial<ReadingOptions> = {}, known: readonly Decision[] = []) {
  const decisions = createDecisions(known);
  const properties = ['email'];
  const before = changes.base?.history.length ?? 0;
  const comparison = createComparison({ properties, ownIds: true, byRecordId: true, before, ...decisions });
  const options: ReadingOptions = {
    source: { records: nothingHere },
    target: { contacts: nothingHere },
    comparison,
    tables: [],
    decisions,
    entryOptions: { properties, hash: valueHasher(7), numberOf: decisions.numberOf },
    journal: NO_JOURNAL,
    keepForeignIds: false,
    ...changes,
  };
  const progress: Progress = { unreadable: 0, nameless: 0, changes: {}, last: {} };
  return { options, progress, comparison };
}
