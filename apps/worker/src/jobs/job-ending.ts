import { STATUS_CODES } from 'node:http';
import { EXTERNAL_ID_UNKNOWN, type JobResult, type SpotlerJob } from '@spotler-connector/dataverse';
import type { Failure, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { Settlement } from '@spotler-connector/service-bus';
import { deadLetter } from '../work/dead-letter.ts';
import { settlementForRecord } from '../work/settlement-for-record.ts';
import { JOB_SENTENCES } from './job-sentences.ts';

/** How a job ends, as far as that is known. */
export interface JobEnding {
  /** What the user reads in the job; absent while another delivery may still do better. */
  result?: Omit<JobResult, 'completedAt'>;
  /** What becomes of the job's message. */
  settlement: Settlement;
}

const COMPLETE: Settlement = { kind: 'complete' };
const ABANDON: Settlement = { kind: 'abandon' };

/**
 * What a job and its message come to, by what came of the anonymization; `undefined` when there was none. In the last
 * delivery a failure that waiting may mend is final too. Pure; no personal data.
 */
export function jobEnding(
  { records }: Pick<SpotlerJob, 'records'>,
  erasure: ReconcileOutcome | undefined,
  lastDelivery: boolean,
): JobEnding {
  if (records.length === 0) return refused('No Record', JOB_SENTENCES.noRecord);
  if (records.length > 1) return refused('Two Records', JOB_SENTENCES.twoRecords);
  if (erasure === undefined) return unfinished(lastDelivery, 'Not Finished', JOB_SENTENCES.interrupted);
  switch (erasure.kind) {
    case 'reconciled':
      return 'status' in erasure.effect ? succeeded(erasure.effect) : unfinished(lastDelivery);
    case 'not-erased':
      return failed('Not Erased', JOB_SENTENCES.notErased, settlementForRecord(erasure));
    case 'unsettled':
      return unfinished(lastDelivery);
    case 'failed': {
      const { side, kind, status } = erasure.failure;
      if (kind === 'rejected') {
        const { code, message } = rejection(erasure.failure);
        return failed(code, message, settlementForRecord(erasure));
      }
      const code = codeOf(status);
      return unfinished(lastDelivery, code, JOB_SENTENCES.failedBy[side]);
    }
  }
}

function succeeded({
  kind,
  status,
}: {
  kind: 'anonymized' | 'already-anonymized';
  status: number;
}): JobEnding {
  const message = kind === 'anonymized' ? JOB_SENTENCES.anonymized : JOB_SENTENCES.unknownContact;
  return { result: { status: 'succeeded', code: codeOf(status), message }, settlement: COMPLETE };
}

/** The user's mistake, which the user reads in the job; nobody has to look at its message. */
function refused(code: string, message: string): JobEnding {
  return failed(code, message, COMPLETE);
}

function rejection({ side, status, code }: Failure): { code: string; message: string } {
  if (side === 'source' && code === EXTERNAL_ID_UNKNOWN) {
    return { code: 'No External Id', message: JOB_SENTENCES.noExternalId };
  }
  return { code: codeOf(status), message: JOB_SENTENCES.rejectedBy[side] };
}

function unfinished(
  lastDelivery: boolean,
  code = 'Not Finished',
  message: string = JOB_SENTENCES.interrupted,
): JobEnding {
  if (!lastDelivery) return { settlement: ABANDON };
  const description = `The Spotler Job could not be carried out in the last delivery (${code}).`;
  return failed(code, message, deadLetter('JobFailed', description));
}

function failed(code: string, message: string, settlement: Settlement): JobEnding {
  return { result: { status: 'failed', code, message }, settlement };
}

function codeOf(status: number | undefined): string {
  if (status === undefined) return 'No Answer';
  return `HTTP ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
}
