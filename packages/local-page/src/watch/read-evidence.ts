import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { type Entry, entriesOfRecord } from '@spotler-connector/ledger';
import type { ObjectStore } from '@spotler-connector/object-store';
import type { EvidenceRow } from '../view/view.ts';

const MAX_ROWS = 20;

/** The newest entries of the ledger about a record, newest first; none while there is no ledger. */
export async function readEvidence(store: ObjectStore, ref: RecordRef): Promise<EvidenceRow[]> {
  try {
    return (await entriesOfRecord(store, ref)).slice(-MAX_ROWS).reverse().map(evidenceRow);
  } catch {
    return [];
  }
}

function evidenceRow({ at, kind, result, rule, readBack, chain, seq, hash }: Entry): EvidenceRow {
  return {
    at,
    kind,
    chain,
    seq,
    hash,
    result: result ?? null,
    rule: rule ?? null,
    readBack: readBack ?? null,
  };
}
