import type { Clock } from '@spotler-connector/clock';
import { DataverseError, type DataverseRecordSource, type JobStore } from '@spotler-connector/dataverse';
import { wrapCalls } from './wrap-calls.ts';

/** A call of Dataverse that has ended, well or not. */
export interface DataverseCall {
  /** Template of the endpoint, such as `GET /contacts/{id}`. */
  readonly endpoint: string;
  /** The HTTP status; `undefined` when no answer came. */
  readonly status: number | undefined;
  /** The kind of failure; `undefined` for an answer. */
  readonly failure: DataverseError['kind'] | undefined;
  /** Milliseconds that the caller waited: waiting for a slot and trying again are in them. */
  readonly durationMs: number;
}

/** Options of reporting calls. */
export interface CallReporting {
  /** Called when a call has ended; not for one that was given up because the worker stops. */
  readonly onCall: (call: DataverseCall) => void;
  /** Times the calls. */
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** A template of an endpoint, and which status stands for an answer of it. */
type Endpoint = readonly [template: string, statusOf: (answer: unknown) => number];

/** Each call of the job store. Its table is called otherwise in every installation, so here `jobs`. */
const JOB_ENDPOINTS = {
  read: ['GET /jobs/{id}', rowStatus],
  claim: ['PATCH /jobs/{id}', updateStatus],
  finish: ['PATCH /jobs/{id}', updateStatus],
  end: ['PATCH /jobs/{id}', updateStatus],
  standing: ['GET /jobs', okStatus],
  isClaimed: ['GET /jobs', okStatus],
  probe: ['GET /jobs', okStatus],
} as const satisfies Record<keyof JobStore, Endpoint>;
const JOB_ENDPOINT_OF: ReadonlyMap<string, Endpoint> = new Map(Object.entries(JOB_ENDPOINTS));

/** Returns the same records, with every call reported. */
export function reportRecordCalls(
  records: DataverseRecordSource,
  reporting: CallReporting,
): DataverseRecordSource {
  return {
    read: (ref, options) =>
      reportCall(
        `GET /${ref.table}s/{id}`,
        () => records.read(ref, options),
        reporting,
        ({ snapshot }) => (snapshot.presence === 'deleted' ? 404 : 200),
      ),
    holders: (ref, ...given) => reportCall('GET /holders', () => records.holders(ref, ...given), reporting),
    mergedRecords: (ref, ...given) =>
      reportCall(`GET /${ref.table}s/merged`, () => records.mergedRecords(ref, ...given), reporting),
    async storeExternalId(reading, ...given) {
      // Most readings have nothing to store, and then there is no call.
      if (reading.externalIdStored) return 'kept';
      const store = () => records.storeExternalId(reading, ...given);
      return reportCall(`PATCH /${reading.ref.table}s/{id}`, store, reporting, updateStatus);
    },
    probe: (table, options) => reportCall(`GET /${table}s`, () => records.probe(table, options), reporting),
  };
}

/** Returns the same jobs, with every call reported. */
export function reportJobCalls(jobs: JobStore, reporting: CallReporting): JobStore {
  return wrapCalls(jobs, (call, method) => {
    const [template, statusOf] = JOB_ENDPOINT_OF.get(method) ?? JOB_ENDPOINTS.probe;
    return reportCall(template, call, reporting, statusOf);
  });
}

/**
 * Makes one call and reports how it went. `statusOf` says which status stands for its answer. Default: 200.
 */
export async function reportCall<Answer>(
  endpoint: string,
  call: () => Promise<Answer>,
  { onCall, clock }: CallReporting,
  statusOf: (answer: Answer) => number = okStatus,
): Promise<Answer> {
  const started = clock.monotonic();
  function report(status: number | undefined, failure?: DataverseError['kind']): void {
    onCall({ endpoint, status, failure, durationMs: clock.monotonic() - started });
  }
  try {
    const answer = await call();
    report(statusOf(answer));
    return answer;
  } catch (error) {
    if (error instanceof DataverseError) report(error.status, error.kind);
    throw error;
  }
}

function okStatus(): number {
  return 200;
}

function rowStatus(row: unknown): number {
  return row === null ? 404 : 200;
}

function updateStatus(outcome: unknown): number {
  if (outcome === 'deleted') return 404;
  return outcome === 'changed-meanwhile' ? 412 : 204;
}
