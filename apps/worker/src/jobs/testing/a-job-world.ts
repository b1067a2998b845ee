import { decideExplicitly, type RecordRef } from '@spotler-connector/anonymization-policy';
import type { JobResult, RecordReading, SpotlerJob } from '@spotler-connector/dataverse';
import { aDeletedReading } from '@spotler-connector/dataverse/testing';
import { PortError, type ReconcileOutcome } from '@spotler-connector/reconciler';
import type { JobPorts } from '../carry-out-job.ts';

/** The one record that these tests are about. */
export const aRef: RecordRef = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' };
/** The one job about it. */
export const JOB_ID = '7d81597f-0f9f-e711-8122-000d3aa2331d';

/** A pending job about that record, with what a test changes about it. */
export function aJob(changes: Partial<SpotlerJob> = {}): SpotlerJob {
  return {
    id: JOB_ID,
    version: 'W/"1"',
    operation: 'anonymize-contact',
    status: 'pending',
    records: [aRef],
    createdOn: '2026-11-27T12:00:10.000Z',
    recordVersion: null,
    ...changes,
  };
}

/** What an anonymization came to. */
export function erased(status: number): ReconcileOutcome {
  const kind = status === 404 ? 'already-anonymized' : 'anonymized';
  return { kind: 'reconciled', decision: decideExplicitly(), effect: { kind, status }, attempts: 1 };
}

/** What a side's failure comes to. */
export function failing(
  side: 'source' | 'target',
  kind: 'unavailable' | 'rejected' | 'authentication',
  status?: number,
): ReconcileOutcome {
  const failure = { side, kind, ...(status !== undefined && { status }) };
  return { kind: 'failed', failure, attempts: 1 };
}

/** A reconcile that left the contact as the policy has it. */
export const levelled: ReconcileOutcome = {
  kind: 'reconciled',
  decision: { action: 'sync', rule: 'eligible', causes: [], policyVersion: '1' },
  effect: { kind: 'synced' },
  attempts: 1,
};

/** How a world begins and behaves. */
export interface JobScene {
  job?: SpotlerJob | null;
  record?: Partial<Pick<RecordReading, 'version' | 'modifiedOn'>>;
  /** What the anonymizations come to, one after the other; the last one again and again. */
  erasures?: readonly ReconcileOutcome[];
  /** What the ordinary reconciles come to. */
  levels?: readonly ReconcileOutcome[];
  /** Called before every call, to interleave or to break it. */
  before?: (call: string, world: JobWorld) => void;
}

/** A Dataverse with one job in it, and a Spotler that says what it is told to. */
export interface JobWorld {
  ports: JobPorts;
  /** Every call, in order. */
  calls: string[];
  /** Every result that was written. */
  results: JobResult[];
  job(): SpotlerJob | null;
  /** Somebody else changes the job, or deletes it. */
  change(changes: Partial<SpotlerJob> | 'deleted'): void;
}

/** Builds the world. */
export function aJobWorld(scene: JobScene = {}): JobWorld {
  const { erasures = [erased(410)], levels = [levelled], before = () => {} } = scene;
  let job: SpotlerJob | null = scene.job === undefined ? aJob() : scene.job;
  const calls: string[] = [];
  const results: JobResult[] = [];
  const change = (changes: Partial<SpotlerJob> | 'deleted') => {
    if (job === null) return;
    const version = `W/"${Number(/\d+/.exec(job.version)?.[0]) + 1}"`;
    job = changes === 'deleted' ? null : { ...job, ...changes, version };
  };
  const note = (call: string) => {
    before(call, world);
    calls.push(call);
  };
  const update = (known: SpotlerJob, changes: Partial<SpotlerJob>) => {
    if (job === null) return 'deleted';
    if (job.version !== known.version) return 'changed-meanwhile';
    change(changes);
    return 'updated';
  };
  const nth = (outcomes: readonly ReconcileOutcome[], call: string) => {
    const count = calls.filter((each) => each === call).length;
    return outcomes[count - 1] ?? outcomes.at(-1) ?? levelled;
  };
  const world: JobWorld = {
    calls,
    results,
    job: () => job,
    change,
    ports: {
      jobs: {
        async read() {
          note('read');
          return job;
        },
        async claim(known, recordVersion) {
          note(`claim ${recordVersion}`);
          return update(known, { status: 'pending', ...(recordVersion !== null && { recordVersion }) });
        },
        async finish(known, result) {
          note('finish');
          const outcome = update(known, { status: result.status });
          if (outcome === 'updated') results.push(result);
          return outcome;
        },
      },
      records: {
        async read() {
          note('look');
          return aDeletedReading({
            ref: aRef,
            version: 'W/"7"',
            modifiedOn: '2026-11-27T12:00:00Z',
            externalId: aRef.id,
            ...scene.record,
          });
        },
      },
      work: {
        async reconcile(_ref, { first }: { first?: () => Promise<void> }) {
          await first?.();
          note('level');
          return nth(levels, 'level');
        },
      },
      async anonymize() {
        note('anonymize');
        return nth(erasures, 'anonymize');
      },
      now: () => 0,
      signal: new AbortController().signal,
    },
  };
  return world;
}

/** Dataverse is away. */
export function away(): PortError {
  return new PortError({ side: 'source', kind: 'unavailable', status: 503 });
}
