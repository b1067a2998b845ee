import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inventedColumns, QUEUE, until, workerEnvironment } from '@spotler-connector/local-services';
import { runCli, startCli } from '../../cli/testing/run-cli.ts';
import { aWorker, endLater, theServices } from '../../testing/running-services.ts';

const SETTINGS = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };

/** Findings of a sweep by kind, and how many were handed on. */
export interface SweepOutcome {
  readonly exitCode: number | null;
  readonly scope: string;
  readonly kinds: Readonly<Record<string, number>>;
  readonly mended: number;
}

/** Test support: both systems, a worker that can be started with other settings, and sweeps. */
export async function aSweptStage() {
  const folder = await mkdtemp(join(tmpdir(), 'sweep-'));
  endLater(() => rm(folder, { recursive: true, force: true }));
  const services = await theServices();
  const { dataverse, spotler, serviceBus } = services;
  let environment: Record<string, string> = {};
  let people = 0;

  async function work(settings: Partial<typeof SETTINGS> = {}) {
    environment = {
      ...workerEnvironment(services, { ...SETTINGS, ...settings }),
      SPOTLER_STATE: `file:${folder}`,
      ANONYMIZATION_LIMIT: '1000',
    };
    return aWorker(services, environment);
  }

  const flags = (more: readonly string[]) =>
    ['sweep', '--json', '--yes', '--rate', '0', '--max-anonymize', '100%', ...more] as const;

  return {
    services,
    work,
    /** Both are done with everything. */
    async idle() {
      await dataverse.idle();
      await until(() => serviceBus.counts(QUEUE).activeMessageCount === 0);
    },
    /** A contact in Dataverse of whom messages tell. */
    create: (columns: Record<string, unknown> = {}) =>
      dataverse.create('contact', { ...inventedColumns('contact', ++people, 'canary.example'), ...columns }),
    /** Does something of which no message tells: the steps are disabled meanwhile. */
    async silently(change: () => Promise<unknown>) {
      const steps = dataverse
        .all('sdkmessageprocessingstep')
        .map((step) => `${step['sdkmessageprocessingstepid']}`);
      const switched = (columns: Record<string, number>) =>
        Promise.all(steps.map((id) => dataverse.update('sdkmessageprocessingstep', id, columns)));
      await switched({ statecode: 1, statuscode: 2 });
      await change();
      await switched({ statecode: 0, statuscode: 1 });
    },
    async sweep(...more: string[]): Promise<SweepOutcome> {
      const { exitCode, stdout } = await runCli(flags(more), { env: environment });
      return { exitCode, ...outcomeIn(stdout) };
    },
    /** Sweeps, and does something when all records were read and Spotler is about to answer. */
    async sweepWhile(change: () => Promise<unknown>): Promise<SweepOutcome> {
      spotler.faults.add({ kind: 'latency', ms: 1_000, endpoint: 'GET /contact/updates/list' });
      const cli = startCli(flags([]), { env: environment });
      await until(() => spotler.faults.pending().length === 0);
      await change();
      const exitCode = await cli.ended;
      return { exitCode, ...outcomeIn(cli.stdout()) };
    },
  };
}

function outcomeIn(stdout: string): Omit<SweepOutcome, 'exitCode'> {
  const { findings = [], scope, mended } = JSON.parse(stdout === '' ? '{}' : stdout);
  const kinds: Record<string, number> = {};
  for (const { kind, count } of findings) kinds[kind] = (kinds[kind] ?? 0) + count;
  return { kinds, scope, mended };
}
