import { STATUS_CODES } from 'node:http';
import { systemOf } from '@spotler-connector/adapters';
import { EXTERNAL_ID_UNKNOWN, type JobResult, type SpotlerJob } from '@spotler-connector/dataverse';
import type { Failure, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { MessageSettlement } from '../work/message-settlement.ts';
import { deadLetter, settlementForRecord, waitsForState } from '../work/settlement-for-record.ts';
import { JOB_MESSAGES } from './job-messages.ts';

/** How a job ends, as far as that is known. */
export interface JobEnding {
  /** The result that the user reads in the job; absent while another delivery may still do better. */
  readonly result?: Omit<JobResult, 'completedAt'> | undefined;
  /** How the job's message is settled. */
  readonly settlement: MessageSettlement;
}

const COMPLETE: MessageSettlement = { kind: 'complete' };
const ABANDON: MessageSettlement = { kind: 'abandon' };

/**
 * Says how a job and its message end, by the outcome of the anonymization; `undefined` when there was none.
 * In the last delivery a failure that waiting may mend is final too. Pure; no personal data.
 */
export function jobEnding(
  { records }: Pick<SpotlerJob, 'records'>,
  erasure: ReconcileOutcome | undefined,
  lastDelivery: boolean,
): JobEnding {
  if (records.length === 0) return refused('No Record', JOB_MESSAGES.noRecord);
  if (records.length > 1) return refused('Two Records', JOB_MESSAGES.twoRecords);
  if (erasure === undefined) return unfinished(lastDelivery, 'Not Finished', JOB_MESSAGES.interrupted);
  switch (erasure.kind) {
    case 'reconciled':
      return 'status' in erasure.effect ? succeeded(erasure.effect) : unfinished(lastDelivery);
    case 'not-erased':
      return failed('Not Erased', JOB_MESSAGES.notErased, settlementForRecord(erasure));
    case 'unsettled':
      return unfinished(lastDelivery);
    case 'blocked':
      return erasure.precondition === 'permit' ? held(erasure) : unfinished(lastDelivery);
    case 'failed': {
      const { kind, status } = erasure.failure;
      if (kind === 'rejected') {
        const { code, message } = rejection(erasure.failure);
        return failed(code, message, settlementForRecord(erasure));
      }
      if (!lastDelivery && waitsForState(erasure.failure)) return { settlement: { kind: 'postpone' } };
      const code = codeOf(status);
      return unfinished(lastDelivery, code, JOB_MESSAGES.failedBy[systemOf(erasure.failure)]);
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
  const message = kind === 'anonymized' ? JOB_MESSAGES.anonymized : JOB_MESSAGES.unknownContact;
  return { result: { status: 'succeeded', code: codeOf(status), message }, settlement: COMPLETE };
}

/** The user's mistake, which the user reads in the job; nobody has to look at its message. */
function refused(code: string, message: string): JobEnding {
  return failed(code, message, COMPLETE);
}

/** The job stays pending, so that its order stands while a person decides. */
function held(erasure: ReconcileOutcome): JobEnding {
  const result = { status: 'pending', code: 'Held', message: JOB_MESSAGES.held } as const;
  return { result, settlement: settlementForRecord(erasure) };
}

function rejection(failure: Failure): { readonly code: string; readonly message: string } {
  const system = systemOf(failure) === 'spotler' ? 'spotler' : 'dataverse';
  if (system === 'dataverse' && failure.code === EXTERNAL_ID_UNKNOWN) {
    return { code: 'No External Id', message: JOB_MESSAGES.noExternalId };
  }
  return { code: codeOf(failure.status), message: JOB_MESSAGES.rejectedBy[system] };
}

function unfinished(
  lastDelivery: boolean,
  code = 'Not Finished',
  message: string = JOB_MESSAGES.interrupted,
): JobEnding {
  if (!lastDelivery) return { settlement: ABANDON };
  const description = `The Spotler Job could not be carried out in the last delivery (${code}).`;
  return failed(code, message, deadLetter('JobFailed', description));
}

function failed(code: string, message: string, settlement: MessageSettlement): JobEnding {
  return { result: { status: 'failed', code, message }, settlement };
}

function codeOf(status: number | undefined): string {
  if (status === undefined) return 'No Answer';
  return `HTTP ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
}
