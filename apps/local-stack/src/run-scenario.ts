import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Columns, DataverseSimulator } from '@spotler-connector/dataverse-simulator';
import {
  inventedColumns,
  JOB_TABLE,
  orderAnonymization,
  type SettledLine,
  type ShownJob,
  shownIn,
  type WorkerProcess,
} from '@spotler-connector/local-services';
import type { Contact, SpotlerClient } from '@spotler-connector/spotler-sdk';
import type { ContactWrite } from '@spotler-connector/spotler-simulator';
import { agrees, mirrors, type ReadBack, readBackOf } from './agreement.ts';
import type { Act, Step } from './scenario.ts';

/** Result of one step. */
export interface StepResult {
  /** The step. */
  readonly step: Step;
  /** The id of its record. */
  readonly recordId: string;
  /** The worker's log line about the step's message. */
  readonly line: SettledLine;
  /** The contact in Spotler afterwards. */
  readonly readBack: ReadBack;
  /** The Spotler Job as its user sees it, when the step was one. */
  readonly job?: ShownJob | undefined;
  /** Whether Spotler agrees with the policy, and the policy with the scenario. */
  readonly agrees: boolean;
}

/** The two simulators, in this process or elsewhere, as a scenario uses them. */
export interface StagedServices {
  readonly dataverse: Pick<DataverseSimulator, 'create' | 'update' | 'delete' | 'idle' | 'published'> & {
    get(table: string, id: string): Columns | null | Promise<Columns | null>;
  };
  readonly spotler: { seed(contacts: readonly ContactWrite[]): void | Promise<void> };
  /** Sends a message about an earlier change of a record, as Dataverse does when it is late. */
  sendLate(ref: RecordRef): Promise<void>;
}

/** Everything that a scenario is played with. */
export interface Stage {
  readonly services: StagedServices;
  readonly spotlerClient: SpotlerClient;
  /** Starts the worker with the settings of an act. */
  readonly startWorker: (settings: Act['settings']) => Promise<WorkerProcess>;
  /** Where the invented people have their addresses. */
  readonly addressDomain: string;
  /** Called when an act begins. */
  readonly onAct: (act: Act) => void;
  /** Called when all records are contacts in Spotler. */
  readonly onSeeded: (records: number) => void;
  /** Called with the result of each step. */
  readonly onResult: (result: StepResult) => void;
}

/** The records of a scenario that is being played. */
interface Cast {
  /** Record ids by person. */
  readonly ids: Map<string, string>;
  /** Messages that earlier workers have settled. */
  settledBefore: number;
  /** Messages that did not come from Dataverse's own publishing. */
  sentLate: number;
}

/**
 * Plays the acts one after the other and resolves with the result of every step and the worker of the last
 * act, still running.
 */
export async function runScenario(
  acts: readonly Act[],
  stage: Stage,
): Promise<{ results: StepResult[]; worker: WorkerProcess }> {
  const cast: Cast = { ids: new Map(), settledBefore: 0, sentLate: 0 };
  const results: StepResult[] = [];
  let worker: WorkerProcess | undefined;
  for (const act of acts) {
    if (worker !== undefined) {
      cast.settledBefore += worker.settled.length;
      await worker.stop();
    }
    const isFirst = worker === undefined;
    // The records come into being while the first worker starts: whoever watches sees them sooner.
    [worker] = await Promise.all([
      stage.startWorker(act.settings),
      isFirst ? createEverybody(acts, stage, cast) : undefined,
    ]);
    if (isFirst) await seed(stage, cast, worker);
    stage.onAct(act);
    for (const step of act.steps) {
      const result = await play(step, stage, cast, worker);
      results.push(result);
      stage.onResult(result);
    }
  }
  if (worker === undefined) throw new Error('A scenario has at least one act');
  return { results, worker };
}

/** Creates everybody in Dataverse, as eligible records. */
async function createEverybody(acts: readonly Act[], stage: Stage, cast: Cast): Promise<void> {
  const { dataverse } = stage.services;
  for (const { table, person } of acts.flatMap((act) => act.steps)) {
    if (cast.ids.has(person)) continue;
    const columns = inventedColumns(table, cast.ids.size + 1, stage.addressDomain);
    cast.ids.set(person, await dataverse.create(table, columns));
  }
}

/** Waits until everybody is a contact, and lets each allow every kind of mail. */
async function seed(stage: Stage, cast: Cast, worker: WorkerProcess): Promise<void> {
  const { spotler } = stage.services;
  await untilHandled(stage, cast, worker);
  const properties = await stage.spotlerClient.properties.list();
  const bits = properties.find(({ name }) => name === 'permissions')?.entries ?? [];
  const permissions = bits.map(({ bit }) => ({ bit, enabled: true }));
  await spotler.seed(
    [...cast.ids.values()].map((externalId) => ({ externalId, properties: { permissions } })),
  );
  stage.onSeeded(cast.ids.size);
}

async function play(step: Step, stage: Stage, cast: Cast, worker: WorkerProcess): Promise<StepResult> {
  const { dataverse } = stage.services;
  const recordId = cast.ids.get(step.person);
  if (recordId === undefined) throw new Error(`The scenario has no person ${step.person}`);
  const before = readBackOf(await look(stage, recordId));
  const jobId = await bringAbout(step, { table: step.table, id: recordId }, stage, cast);
  await untilHandled(stage, cast, worker);
  const line = worker.settled.findLast((settled) => settled.recordId === recordId) ?? {};
  const job = jobId === undefined ? undefined : shownIn(await dataverse.get(JOB_TABLE, jobId));
  const contact = await look(stage, recordId);
  const readBack = readBackOf(contact);
  const decided = line.rule === step.rule && line.settlement === 'complete';
  const synced = line.action === 'sync' || line.action === 'sync-opted-out';
  const agreeing =
    decided &&
    (job === undefined || showsAnswer(job, line)) &&
    agrees(line.action, readBack, before) &&
    (!synced || mirrors(contact, await dataverse.get(step.table, recordId)));
  return { step, recordId, line, readBack, job, agrees: agreeing };
}

/** Has the step happen; resolves to the Spotler Job's id when it is one. */
async function bringAbout(
  { event }: Step,
  ref: RecordRef,
  { services: { dataverse, sendLate } }: Stage,
  cast: Cast,
): Promise<string | undefined> {
  if (event === 'ordered') return orderAnonymization(dataverse, ref);
  if (event === 'deleted') {
    await dataverse.delete(ref.table, ref.id);
  } else if (event === 'late message') {
    await sendLate(ref);
    cast.sentLate += 1;
  } else {
    await dataverse.update(ref.table, ref.id, event);
  }
  return undefined;
}

/** Whether the user reads in the job what Spotler answered to the worker. */
function showsAnswer({ status, code }: ShownJob, { spotlerStatus }: SettledLine): boolean {
  return status === 'succeeded' && String(code).startsWith(`HTTP ${spotlerStatus} `);
}

/** Carrying out a job changes it, which sends messages of its own: so until no more have come. */
async function untilHandled({ services }: Stage, cast: Cast, worker: WorkerProcess): Promise<void> {
  const { dataverse } = services;
  for (let handled = -1; ; ) {
    await dataverse.idle();
    const published = dataverse.published();
    if (published === handled) return;
    await worker.untilSettled(published + cast.sentLate - cast.settledBefore);
    handled = published;
  }
}

function look({ spotlerClient }: Stage, recordId: string): Promise<Contact | null> {
  return spotlerClient.contacts.get(recordId);
}
