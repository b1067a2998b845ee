import type { JobStore } from '@spotler-connector/dataverse';

/** A store that is read and never written. */
export function dryRunJobs(jobs: JobStore): JobStore {
  return { ...jobs, claim: async () => 'updated', finish: async () => 'updated' };
}
