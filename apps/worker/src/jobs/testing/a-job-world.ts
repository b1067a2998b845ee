import { failureOf, type System } from '@spotler-connector/adapters';
import { decideExplicitly, type RecordRef } from '@spotler-connector/anonymization-policy';
import { createManualClock } from '@spotler-connector/clock/testing';
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

/** An anonymization that went well. */
export function erased(status: number): ReconcileOutcome {
  const kind = status === 404 ? 'already-anonymized' : 'anonymized';
  return { kind: 'reconciled', decision: decideExplicitly(), effect: { kind, status }, attempts: 1 };
}

/** The outcome when a system fails. */
export function failing(
  system: System,
  kind: 'unavailable' | 'rejected' | 'authentication',
  status?: number,
): ReconcileOutcome {
  return { kind: 'failed', failure: failureOf(system, { kind, status }), attempts: 1 };
}

/** A reconcile that left the contact as the policy has it. */
export const synced: ReconcileOutcome = {
  kind: 'reconciled',
  decision: { action: 'sync', rule: 'eligible', causes: [], policyVersion: '1' },
  effect: { kind: 'synced' },
  attempts: 1,
};

/** How a world begins and behaves. */
export interface JobScene {
  readonly job?: SpotlerJob | null | undefined;
  readonly record?: Partial<Pick<RecordReading, 'version' | 'modifiedOn'>> | undefined;
  /** The outcomes of the anonymizations, one after the other; the last one again and again. */
  readonly erasures?: readonly ReconcileOutcome[] | undefined;
  /** The outcomes of the reconciles that follow. */
  readonly followUps?: readonly ReconcileOutcome[] | undefined;
  /** Called before every call, to interleave or to break it. */
  readonly before?: ((call: string, world: JobWorld) => void) | undefined;
}

/** A Dataverse with one job in it, and a Spotler that says what its scene says. */
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
  const { erasures = [erased(410)], followUps = [synced], before = () => {} } = scene;
  let job: SpotlerJob | null = scene.job === undefined ? aJob() : scene.job;
  const calls: string[] = [];
  const results: JobResult[] = [];
  const change = (changes: Partial<SpotlerJob> | 'deleted') => {
    if (job === null) return;
    const version = `W/"${Number(/\d+/.exec(job.version)?.[0]) + 1}"`;
    job = changes === 'deleted' ? null : { ...job, ...changes, version };
  };
  const record = (call: string) => {
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
    return outcomes[count - 1] ?? outcomes.at(-1) ?? synced;
  };
  const world: JobWorld = {
    calls,
    results,
    job: () => job,
    change,
    ports: {
      jobs: {
        async read() {
          record('read');
          return job;
        },
        async claim(known, recordVersion) {
          record(`claim ${recordVersion}`);
          const claim = recordVersion === null ? {} : { recordVersion };
          return update(known, { status: 'pending', ...claim });
        },
        async finish(known, result) {
          record('finish');
          const outcome = update(known, { status: result.status });
          if (outcome === 'updated') results.push(result);
          return outcome;
        },
      },
      records: {
        async read() {
          record('look');
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
        async reconcile(_ref, request) {
          await request.before?.();
          record('follow-up');
          return nth(followUps, 'follow-up');
        },
      },
      wants: () => true,
      async anonymize() {
        record('anonymize');
        return nth(erasures, 'anonymize');
      },
      clock: createManualClock(),
      signal: new AbortController().signal,
    },
  };
  return world;
}

/** Dataverse is away. */
export function away(): PortError {
  return new PortError(failureOf('dataverse', { kind: 'unavailable', status: 503 }));
}
