import { withPortErrors } from '@spotler-connector/adapters';
import type { EvidenceWriter, MendFact } from '@spotler-connector/ledger';
import { PortError, type ReconcileOutcome } from '@spotler-connector/reconciler';
import { lookResult } from './looks-after.ts';
import type { RecordTask } from './record-work.ts';
import { sweepResult } from './sweep-result.ts';

type Mend = Pick<MendFact, 'by' | 'result'>;

/** Options of keeping evidence of second looks and sweeps. */
export interface LookEvidenceOptions {
  /** Writes it; `undefined` when none is kept. */
  readonly writer: Pick<EvidenceWriter, 'append'> | undefined;
  /** The fingerprint of the settings that decide. */
  readonly settings: string;
}

/**
 * Has evidence stored of a second look, or of a sweep's finding, that mended something; only then its outcome
 * is given, else it is a failure. So the message comes again, finds nothing to mend any more, and is evidence
 * that something may have been mended before. Any other outcome is given as it is.
 */
export async function withLookEvidence(
  task: RecordTask,
  outcome: ReconcileOutcome,
  { writer, settings }: LookEvidenceOptions,
): Promise<ReconcileOutcome> {
  const mend = mendIn(task, outcome) ?? earlierMend(task, outcome);
  if (writer === undefined || mend === undefined || outcome.kind !== 'reconciled') return outcome;
  const { ref, initiators } = task;
  const { decision, attempts, ambiguous } = outcome;
  const { rule, causes, policyVersion } = decision;
  try {
    await withPortErrors(writer).append({
      kind: 'mend',
      ...mend,
      record: { table: ref.table, id: ref.id },
      decision: { rule, causes, policyVersion },
      settings,
      initiators,
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

function mendIn(task: RecordTask, outcome: ReconcileOutcome): Mend | undefined {
  if (outcome.kind !== 'reconciled') return undefined;
  const { kind: result } = outcome.effect;
  if (task.secondLook && lookResult(outcome) === 'mended') return { by: 'second-look', result };
  return task.sweep && TAKEN_AWAY.includes(sweepResult(outcome) ?? '') ? { by: 'sweep', result } : undefined;
}

/** Effects that a look finds that was interrupted after it had mended something. */
const FOUND_MENDED: Readonly<Record<'second-look' | 'sweep', readonly string[]>> = {
  'second-look': ['already-anonymized', 'synced', 'synced-opted-out'],
  sweep: ['already-anonymized'],
};

/** A look that comes again can't tell whether it mended something before. */
function earlierMend({ repeatedLook: by }: RecordTask, outcome: ReconcileOutcome): Mend | undefined {
  if (by === undefined || outcome.kind !== 'reconciled') return undefined;
  const { kind } = outcome.effect;
  if (!FOUND_MENDED[by].includes(kind)) return undefined;
  return { by, result: kind === 'already-anonymized' ? 'maybe-anonymized' : `maybe-${kind}` };
}
