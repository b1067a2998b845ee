import { join } from 'node:path';
import { systemClock } from '@spotler-connector/clock';
import { verifyEvidence } from '@spotler-connector/ledger';
import { createFolderObjectStore } from '@spotler-connector/object-store';

/** Evidence beside what happened. */
export interface EvidenceCounts {
  readonly entries: number;
  readonly chains: number;
  /** Chains with something wrong in them. */
  readonly problems: number;
  /** Contacts that were erased and have no entry. */
  readonly without: number;
  /** Entries about contacts that were not erased. */
  readonly invented: number;
  /** Contacts that two entries say were there and were erased. */
  readonly repeated: number;
}

/** Compares the evidence in a folder with the contacts that were erased. */
export async function countEvidence(folder: string, erased: readonly string[]): Promise<EvidenceCounts> {
  const store = createFolderObjectStore({ folder: join(folder, 'evidence'), now: systemClock.now });
  const known = new Set(erased);
  const told = new Set<string>();
  const anonymized = new Set<string>();
  let [invented, repeated] = [0, 0];
  const { entries, chains, problems } = await verifyEvidence(store, {
    onEntry({ kind, result, contactId = '' }) {
      if (kind !== 'erasure') return;
      told.add(contactId);
      if (!known.has(contactId)) invented += 1;
      if (result !== 'anonymized') return;
      if (anonymized.has(contactId)) repeated += 1;
      anonymized.add(contactId);
    },
  });
  const without = erased.filter((id) => !told.has(id)).length;
  return { entries, chains, problems: problems.length, without, invented, repeated };
}
