import { withPortErrors } from '@spotler-connector/adapters';
import type { EvidenceWriter } from '@spotler-connector/ledger';
import { PortError, type ReconcileOutcome } from '@spotler-connector/reconciler';
import { lookResult } from './looks-after.ts';
import type { RecordTask } from './record-work.ts';

/** Options of keeping evidence of second looks. */
export interface LookEvidenceOptions {
  /** Writes it; `undefined` when none is kept. */
  readonly writer: Pick<EvidenceWriter, 'append'> | undefined;
  /** The fingerprint of the settings that decide. */
  readonly settings: string;
}

/**
 * Has evidence stored of a second look that mended something; only then its outcome is given, else it is a
 * failure. Any other outcome is given as it is.
 */
export async function withLookEvidence(
  { ref, secondLook, initiators }: RecordTask,
  outcome: ReconcileOutcome,
  { writer, settings }: LookEvidenceOptions,
): Promise<ReconcileOutcome> {
  if (writer === undefined || !secondLook || outcome.kind !== 'reconciled') return outcome;
  if (lookResult(outcome) !== 'mended') return outcome;
  const { decision, effect, attempts, ambiguous } = outcome;
  const { rule, causes, policyVersion } = decision;
  try {
    await withPortErrors(writer).append({
      kind: 'mend',
      by: 'second-look',
      record: { table: ref.table, id: ref.id },
      decision: { rule, causes, policyVersion },
      settings,
      initiators,
      result: effect.kind,
    });
    return outcome;
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    return { kind: 'failed', failure: error.failure, decision, attempts, ambiguous };
  }
}
