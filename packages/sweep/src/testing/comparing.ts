import { createComparison } from '../comparison.ts';
import type { ComparisonOptions } from '../comparison-parts.ts';
import { createDecisions } from '../decisions.ts';
import { contactEntries, recordEntries } from '../entries.ts';
import type { SweepContact, SweepRecord } from '../ports.ts';
import { valueHasher } from '../value-hash.ts';

/** Test support: a comparison that takes records and contacts as they are. */
export function comparing(options: Partial<ComparisonOptions> = {}) {
  const decisions = createDecisions();
  const { properties = ['email', 'lastName'] } = options;
  const entryOptions = { properties, hash: valueHasher(7), numberOf: decisions.numberOf };
  const comparison = createComparison({
    properties,
    ownIds: true,
    byRecordId: true,
    before: 0,
    ...decisions,
    ...options,
  });
  return {
    ...comparison,
    records: (...records: SweepRecord[]) => comparison.addRecords(recordEntries(records, entryOptions)),
    contacts: (...contacts: SweepContact[]) => comparison.addContacts(contactEntries(contacts, entryOptions)),
    hasFirst: (...contacts: SweepContact[]) => comparison.hasFirstOf(contactEntries(contacts, entryOptions)),
    found: () => [...comparison.findings()],
  };
}
