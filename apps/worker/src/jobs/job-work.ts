import type { JobStore } from '@spotler-connector/dataverse';
import type { Initiator } from '@spotler-connector/ledger';
import { PortError, type ReconcileOutcome } from '@spotler-connector/reconciler';
import type { CircuitBreaker } from '../work/circuit-breaker.ts';
import { isAbort } from '../work/is-abort.ts';
import {
  type RetryBreaker,
  type RetryOptions,
  retryAfterOutcome,
  retryWhileUnavailable,
} from '../work/retry-while-unavailable.ts';
import { carryOutJob, type JobPorts } from './carry-out-job.ts';
import type { JobOutcome } from './job-outcome.ts';
import type { JobProgress } from './job-step.ts';
import { settlementForJob } from './settlement-for-job.ts';

/** Options of asking for a job. */
export interface JobRequest {
  /** Whether the queue will not deliver the message again. */
  readonly lastDelivery: boolean;
  /** Whoever made the job, as the message says. */
  readonly initiator: Initiator;
  /** Whether the message was delivered before: a write of its last worker may be under way. */
  readonly redelivered?: boolean | undefined;
  /** Fires when the message that asks has to go. */
  readonly evicted?: AbortSignal | undefined;
}

/** The work on Spotler Jobs. */
export interface JobWork {
  /**
   * Carries out a job, with retries. Rejects with an `AbortError`, and nothing else, when the worker stops
   * first.
   */
  carryOut(id: string, request: JobRequest): Promise<JobOutcome>;
}

/** The circuit breaker, which also takes in a job that could not be read or written. */
type Breaker = RetryBreaker & Pick<CircuitBreaker, 'onOutcome'>;

/**
 * Builds the work. A job that fails is tried again for a while, like any message; what failed in the last
 * delivery fails for good, and the job says so.
 */
export function createJobWork(ports: JobPorts, breaker: Breaker, options: RetryOptions): JobWork {
  async function attempt(id: string, progress: JobProgress): Promise<JobOutcome> {
    // What is done stays done; the rest is tried again.
    if (!progress.givenUp && progress.erasure?.kind !== 'reconciled') progress.erasure = undefined;
    try {
      return await carryOutJob(id, progress, ports);
    } catch (error) {
      if (error instanceof PortError) {
        breaker.onOutcome({ kind: 'failed', failure: error.failure, attempts: 0 });
        return { kind: 'failed', failure: error.failure };
      }
      if (isAbort(error)) throw error;
      return { kind: 'unexpected', ref: progress.ref, error };
    }
  }

  return {
    async carryOut(id, { lastDelivery, initiator, redelivered, evicted }) {
      const progress: JobProgress = { initiator, givenUp: false, redelivered };
      let outcome: JobOutcome | undefined;
      try {
        const tryOnce = () => attempt(id, progress);
        outcome = await retryWhileUnavailable(
          tryOnce,
          (tried) => retryAfter(tried, options),
          breaker,
          options,
          evicted,
        );
      } catch (error) {
        if (!lastDelivery || !isAbort(error)) throw error;
      }
      if (outcome !== undefined && isPostponed(outcome) && options.canPostpone()) return outcome;
      if (outcome !== undefined && !(lastDelivery && isUnfinished(outcome))) return outcome;
      if (outcome?.kind === 'failed') progress.erasure ??= { ...outcome, attempts: 0 };
      progress.givenUp = true;
      return attempt(id, progress);
    },
  };
}

/** Returns a store that is read and never written. */
export function dryRunJobs(jobs: JobStore): JobStore {
  return { ...jobs, claim: async () => 'updated', finish: async () => 'updated', end: async () => 'updated' };
}

/** Whether its message comes again without using up a delivery. */
function isPostponed(outcome: JobOutcome): boolean {
  return outcome.kind !== 'unexpected' && settlementForJob(outcome).kind === 'postpone';
}

/** Whether the job is as pending as it was. */
function isUnfinished(outcome: JobOutcome): boolean {
  if (outcome.kind === 'carried-out') return outcome.ending.result === undefined;
  return outcome.kind === 'failed' && outcome.failure.kind !== 'rejected';
}

/** The least wait before another try; `undefined` when there is no use in one. */
function retryAfter(outcome: JobOutcome, options: Pick<RetryOptions, 'canPostpone'>): number | undefined {
  const open = openEnd(outcome);
  return open && retryAfterOutcome(open, options);
}

/** The part that is not done yet, if any. */
function openEnd(outcome: JobOutcome): ReconcileOutcome | undefined {
  switch (outcome.kind) {
    case 'withdrawn':
    case 'left':
    case 'refused':
    case 'unexpected':
      return undefined;
    case 'carried-out': {
      const { erasure, followUp, ending } = outcome;
      if (ending.result === undefined) return erasure;
      return ending.result.status === 'succeeded' ? followUp : undefined;
    }
    case 'finished-before':
      return outcome.followUp;
    case 'failed':
      return { ...outcome, attempts: 0 };
  }
}
