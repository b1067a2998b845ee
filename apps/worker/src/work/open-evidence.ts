import { hostname } from 'node:os';
import type { Stores } from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import { createEvidenceWriter, type EvidenceWriter } from '@spotler-connector/ledger';

/** Options of opening a writer of evidence. */
export interface EvidenceParts {
  /** The stores that all workers share; without them no evidence is kept. */
  readonly stores: Stores | undefined;
  /** Nothing is done in a dry run, so there is nothing to keep evidence of. */
  readonly dryRun: boolean;
  readonly clock: Clock;
}

/** Opens this worker's writer of evidence; `undefined` when none is kept. */
export function openEvidence({ stores, dryRun, clock }: EvidenceParts): EvidenceWriter | undefined {
  if (stores === undefined || dryRun) return undefined;
  return createEvidenceWriter({ ...stores, writer: hostname(), clock });
}
