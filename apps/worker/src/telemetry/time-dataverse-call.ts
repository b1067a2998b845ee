import { DataverseError } from '@spotler-connector/dataverse';
import type { Called } from '@spotler-connector/observability';

/** A call of Dataverse, and how it is told of. */
export interface DataverseCall<Answer> {
  /** Template of the endpoint, such as `GET /contacts/{id}`. */
  endpoint: string;
  call: () => Promise<Answer>;
  /** The HTTP status that an answer stands for. */
  statusOf: (answer: Answer) => number;
  /** Told once the call has ended, well or not; not of one that was given up because the worker stops. */
  called: (call: Called) => void;
  /** Milliseconds on a clock that only goes forward. Default: the machine's. */
  now?: () => number;
}

/**
 * Makes the call and says how it went. The time is what a reconcile waits for it: waiting for a slot and trying
 * again are in it, since the Dataverse client tells of neither.
 */
export async function timeDataverseCall<Answer>({
  endpoint,
  call,
  statusOf,
  called,
  now = () => performance.now(),
}: DataverseCall<Answer>): Promise<Answer> {
  const started = now();
  const report = (details: Pick<Called, 'status' | 'failure'>) =>
    called({ side: 'source', endpoint, ...details, durationMs: now() - started });
  try {
    const answer = await call();
    report({ status: statusOf(answer) });
    return answer;
  } catch (error) {
    if (error instanceof DataverseError) report({ status: error.status, failure: error.kind });
    throw error;
  }
}
