import type { Measurement } from '../report.ts';
import { type SweepCost, totalOf } from './bench-sweep.ts';

const MAX_MB = 300;
/** Rows that a request to a system carries at least. */
const ROWS = 1_000;

/** The costs of a sweep, beside what they may be. */
export function sweepFigures({
  people,
  requests,
  seconds,
  ratio,
  peakMb,
  killed,
  nightly,
}: SweepCost): Measurement[] {
  const many = `${people.toLocaleString('en').replaceAll(',', ' ')} records and contacts`;
  const allowed = people / ROWS;
  const most = Math.max(requests.dataverse, requests.spotler);
  const { more, kills, sameFindings } = killed;
  return [
    {
      what: `dry run of a sweep over ${many}`,
      baseline: 'the time of all its requests together',
      ours: `${seconds} s`,
      theirs: `${Math.round(seconds / ratio)} s`,
      ratio,
      limit: 1.5,
    },
    {
      what: 'its peak memory',
      baseline: 'what it may take',
      ours: `${peakMb} MB`,
      theirs: `${MAX_MB} MB`,
      ratio: peakMb / MAX_MB,
      limit: 1,
    },
    {
      what: 'its requests, confirmations included',
      baseline: 'one for each 1000 rows, of each system',
      ours: `${requests.dataverse} to Dataverse, ${requests.spotler} to Spotler`,
      theirs: String(allowed),
      ratio: most / allowed,
      limit: 1,
    },
    {
      what: `requests that ${kills} kills cost, going on with --resume${sameFindings ? '; the same findings' : '; OTHER FINDINGS'}`,
      baseline: 'two pages each, and what is asked at each start',
      ours: String(more),
      theirs: String(kills * (2 + AT_START)),
      ratio: sameFindings ? more / (kills * (2 + AT_START)) : Number.POSITIVE_INFINITY,
      limit: 1,
    },
    {
      what: 'requests of a sweep when one in a thousand changed',
      baseline: 'all when it is not known any more what changed',
      ours: String(totalOf(nightly.requests)),
      theirs: String(totalOf(nightly.expired)),
      ratio: totalOf(nightly.requests) / totalOf(nightly.expired),
      limit: 0.01,
    },
  ];
}

/** One request with what a sweep begins with. */
const AT_START = 1;
