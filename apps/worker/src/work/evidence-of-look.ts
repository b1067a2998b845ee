import { withPortErrors } from '@spotler-connector/adapters';
import type { EvidenceWriter } from '@spotler-connector/ledger';
import { PortError, type ReconcileOutcome } from '@spotler-connector/reconciler';
import { lookResult } from './looks-after.ts';
import type { RecordTask } from './record-work.ts';
import { sweepResult } from './sweep-result.ts';

/** Options of keeping evidence of second looks and sweeps. */
export interface LookEvidenceOptions {
  /** Writes it; `undefined` when none is kept. */
  readonly writer: Pick<EvidenceWriter, 'append'> | undefined;
  /** The fingerprint of the settings that decide. */
  readonly settings: string;
}

/**
 * Has evidence stored of a second look, or of a sweep's finding, that mended something; only then its outcome
 * is given, else it is a failure. Any other outcome is given as it is.
 */
export async function withLookEvidence(
  task: RecordTask,
  outcome: ReconcileOutcome,
  { writer, settings }: LookEvidenceOptions,
): Promise<ReconcileOutcome> {
  const by = mender(task, outcome);
  if (writer === undefined || by === undefined || outcome.kind !== 'reconciled') return outcome;
  const { ref, initiators } = task;
  const { decision, effect, attempts, ambiguous } = outcome;
  const { rule, causes, policyVersion } = decision;
  try {
    await withPortErrors(writer).append({
      kind: 'mend',
      by,
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

/**
 * A person who is synced for the first time is no evidence of anything: a sweep mends them by the thousands.
 */
const TAKEN_AWAY = ['anonymized', 'opted-out', 'synced-opted-out'];

function mender(task: RecordTask, outcome: ReconcileOutcome): 'second-look' | 'sweep' | undefined {
  if (task.secondLook && lookResult(outcome) === 'mended') return 'second-look';
  return task.sweep && TAKEN_AWAY.includes(sweepResult(outcome) ?? '') ? 'sweep' : undefined;
}
