import type { ErasureFact, EvidenceWriter, Initiator, OptOutFact } from '@spotler-connector/ledger';
import type { ContactEvidence, EvidenceSink } from '@spotler-connector/reconciler';
import { withPortErrors } from './port-errors.ts';

/** Options of a sink of evidence. */
export interface EvidenceSinkOptions {
  /** Writes it. */
  readonly writer: Pick<EvidenceWriter, 'append'>;
  /** The fingerprint of the settings that decide. */
  readonly settings: string;
  /** The changes that are answered, and whoever made them. */
  readonly initiators: readonly Initiator[];
  /** The Spotler Job that is carried out; by default that of the order that stands. */
  readonly jobId?: string | undefined;
}

/** The ledger as the reconciler's port: it takes in what is done to contacts, and for whom. */
export function evidenceSink({ settings, initiators, jobId, ...options }: EvidenceSinkOptions): EvidenceSink {
  const writer = withPortErrors(options.writer);
  return {
    async record({ ref: { table, id }, decision, reading, effect, readBack = 'unknown' }) {
      const { rule, causes, policyVersion } = decision;
      const about = {
        record: { table, id },
        externalId: reading.externalId,
        decision: { rule, causes, policyVersion },
        settings,
        initiators,
        jobId: jobId ?? reading.order?.jobId,
      };
      const fact = erasureOf(effect, reading, readBack) ?? otherOf(effect);
      if (fact !== undefined) await writer.append({ ...about, ...fact });
    },
  };
}

function erasureOf(
  effect: ContactEvidence['effect'],
  { snapshot: { presence } }: ContactEvidence['reading'],
  readBack: ErasureFact['readBack'],
): Omit<ErasureFact, 'record'> | undefined {
  if (!('status' in effect)) return undefined;
  const { kind, status } = effect;
  const result = readBack === 'present' ? 'not-erased' : kind;
  return { kind: 'erasure', result, dataverse: presence, spotler: { kind, status }, readBack };
}

function otherOf({
  kind,
}: ContactEvidence['effect']): Omit<OptOutFact, 'record'> | { readonly kind: 'held' } | undefined {
  if (kind === 'held') return { kind };
  return kind === 'opted-out' || kind === 'synced-opted-out' ? { kind: 'opt-out', result: kind } : undefined;
}
