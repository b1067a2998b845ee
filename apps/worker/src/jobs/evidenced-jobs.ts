import { withPortErrors } from '@spotler-connector/adapters';
import type { JobStore } from '@spotler-connector/dataverse';
import type { EvidenceWriter } from '@spotler-connector/ledger';

/**
 * Returns the same store, which shows no result before evidence of it is stored. A result that could not be
 * shown after all may leave evidence more than once.
 */
export function evidencedJobs(
  jobs: JobStore,
  evidence: Pick<EvidenceWriter, 'append'> | undefined,
): JobStore {
  if (evidence === undefined) return jobs;
  const writer = withPortErrors(evidence);
  return {
    ...jobs,
    async finish(job, result, options) {
      const [record] = job.records;
      const { status } = result;
      if (status !== 'pending') await writer.append({ kind: 'job', jobId: job.id, record, result: status });
      return jobs.finish(job, result, options);
    },
  };
}
