import { raceJobs } from './job-races.ts';
import { mutant } from './mutant.ts';
import { mustFail, type Proof } from './proof.ts';

/** Proofs about Spotler Jobs, each guard followed by its control. */
export const JOB_PROOFS: readonly Proof[] = [
  {
    name: 'jobs',
    claim:
      'Spotler Jobs among changes, two workers: Spotler agrees with orders and policy, each job ends once',
    run: (options) =>
      raceJobs(
        options.short ? { records: 50, changes: 500, jobs: 50 } : { records: 100, changes: 2_000, jobs: 200 },
        options,
      ),
  },
  mustFail('jobs-without-claim', 'with the claim taken out older messages bring contacts back', (options) =>
    raceJobs({ records: 50, changes: 50, jobs: 5, mutants: [mutant('without-claim')] }, options),
  ),
  mustFail(
    'jobs-comparing-versions-only',
    'with a second read that compares versions only it goes wrong',
    (options) =>
      raceJobs({ records: 100, changes: 50, jobs: 5, mutants: [mutant('comparing-versions-only')] }, options),
  ),
  mustFail('jobs-without-if-match', 'with rows written unconditionally jobs end more than once', (options) =>
    raceJobs({ records: 100, changes: 50, jobs: 5, mutants: [mutant('without-if-match')] }, options),
  ),
];
