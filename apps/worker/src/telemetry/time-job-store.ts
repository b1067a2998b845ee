import type { JobStore } from '@spotler-connector/dataverse';
import type { Called } from '@spotler-connector/observability';
import { timeDataverseCall } from './time-dataverse-call.ts';

/** The same store, every call of it told of. Its table is called otherwise in every installation, so here `jobs`. */
export function timeJobStore(store: JobStore, called: (call: Called) => void): JobStore {
  const timed = <T>(
    endpoint: string,
    call: () => Promise<T>,
    statusOf: (answer: T) => number = () => 200,
  ): Promise<T> => timeDataverseCall({ endpoint, call, statusOf, called });
  const updated = { updated: 204, 'changed-meanwhile': 412, deleted: 404 } as const;
  return {
    read: (id, options) =>
      timed(
        'GET /jobs/{id}',
        () => store.read(id, options),
        (job) => (job === null ? 404 : 200),
      ),
    claim: (job, version, options) =>
      timed(
        'PATCH /jobs/{id}',
        () => store.claim(job, version, options),
        (outcome) => updated[outcome],
      ),
    finish: (job, result, options) =>
      timed(
        'PATCH /jobs/{id}',
        () => store.finish(job, result, options),
        (outcome) => updated[outcome],
      ),
    standing: (ref, version, options) => timed('GET /jobs', () => store.standing(ref, version, options)),
    probe: (options) => timed('GET /jobs', () => store.probe(options)),
  };
}
