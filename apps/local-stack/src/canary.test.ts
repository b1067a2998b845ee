import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cachedBundle } from '@spotler-connector/bundling/testing';
import { systemClock } from '@spotler-connector/clock';
import {
  aChangeMessage,
  deadLetters,
  orderAnonymization,
  runCli,
  send,
  startWorkerProcess,
  until,
} from '@spotler-connector/local-services';
import { startProcess } from './testing/a-process.ts';
import {
  aCanary,
  aWorldOfCanaries,
  type CanaryWorld,
  canariesIn,
  DEBUG_VARIABLES,
} from './testing/a-world-of-canaries.ts';
import { endAll, endLater, entry } from './testing/running-services.ts';

const CLI = await cachedBundle('cli');
const MUTANT = new URL('../../prove/src/mutants/allowing-debug-output.ts', import.meta.url).href;

let world: CanaryWorld;
let said: string;
let metrics: string;

/** Has the worker sync, erase, fail, carry out an order and meet what nobody understands. */
async function everythingHappens({ services, environment }: CanaryWorld): Promise<void> {
  const { dataverse, spotler, serviceBus } = services;
  const lines: string[] = [];
  const worker = await startWorkerProcess({ entry, environment, onLine: (line) => lines.push(line) });
  endLater(() => worker.kill());
  const synced = await dataverse.create('contact', aCanary(1));
  await until(() => spotler.contact(synced) !== undefined);
  await dataverse.delete('contact', synced);
  const ordered = await dataverse.create('contact', aCanary(2));
  await orderAnonymization(dataverse, { table: 'contact', id: ordered });
  await until(() => [synced, ordered].every((id) => spotler.contact(id) === undefined));
  await until(() => worker.settled.some(({ outcome }) => outcome === 'anonymized'));
  spotler.faults.add({ kind: 'answer', answer: 'invalid-property-400', times: 'until-reset' });
  const refused = await dataverse.create('contact', aCanary(3));
  await until(() => serviceBus.counts('dataverse-changes').deadLetterMessageCount === 1);
  const body = {
    MessageName: 'Update',
    PrimaryEntityName: 'canary-body contact',
    InputParameters: 'canary-body',
  };
  await send(serviceBus.connectionString, [
    { ...aChangeMessage(refused), body: Buffer.from('canary-body, no JSON') },
    { ...aChangeMessage(refused), body: Buffer.from(JSON.stringify(body)), messageId: 'canary-body' },
  ]);
  await until(() => serviceBus.counts('dataverse-changes').deadLetterMessageCount >= 2);
  await until(() => serviceBus.counts('dataverse-changes').activeMessageCount === 0);
  const port = /"port":(\d+)/.exec(lines.join('\n'))?.[1];
  metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  await worker.stop();
  said = lines.join('\n');
}

beforeAll(async () => {
  world = await aWorldOfCanaries();
  await everythingHappens(world);
}, 120_000);
afterAll(endAll);

describe('nothing personal and no secret', () => {
  it('is in the output of the worker, in its metrics and in what it sends to a collector', () => {
    expect(said).toContain('"outcome":"anonymized"');
    expect(canariesIn(said, world)).toEqual([]);
    expect(metrics).toContain('spotler_connector');
    expect(canariesIn(metrics, world)).toEqual([]);
    expect(world.telemetry().length).toBeGreaterThan(1_000);
    expect(canariesIn(world.telemetry(), world)).toEqual([]);
  });

  it('is in the reasons of dead letters', async () => {
    const found = await deadLetters(world.services.serviceBus.connectionString);
    expect(found.length).toBeGreaterThanOrEqual(2);
    expect(canariesIn(JSON.stringify(found), world)).toEqual([]);
  });

  it('is in what the command line says, or writes into plans, exports and reports', async () => {
    const month = new Date(systemClock.now()).toISOString().slice(0, 7);
    const commands = [
      ['dead-letter', 'list', '--each'],
      ['dead-letter', 'export', '--out', 'export.jsonl'],
      ['dead-letter', 'replay', '--all', '--plan-out', 'plan.jsonl'],
      ['dead-letter', 'replay', '--plan', 'plan.jsonl', '--yes', '--debug'],
      ['report', '--month', month, '--html', 'report.html'],
      ['evidence', 'verify', '--json'],
      ['doctor', '--debug'],
    ];
    for (const args of commands) {
      const { stdout, stderr } = await runCli(args, {
        entry: CLI,
        env: world.environment,
        cwd: world.folder,
      });
      expect([args, canariesIn(stdout + stderr, world)]).toEqual([args, []]);
      expect(stdout + stderr).not.toBe('');
    }
    const files = await world.files();
    for (const name of ['export.jsonl', 'plan.jsonl', 'report.html']) expect(files).toContain(name);
    expect(canariesIn(files, world)).toEqual([]);
  }, 60_000);

  it('comes out when libraries are to print everything, for nothing runs then', async () => {
    const environment = { ...world.environment, ...DEBUG_VARIABLES };
    const worker = startProcess(entry, [], environment);
    expect(await worker.ended).toBe(2);
    expect(worker.output()).toContain('AZURE_LOG_LEVEL is set');
    expect(canariesIn(worker.output(), world)).toEqual([]);
    const { stdout, stderr, exitCode } = await runCli(['dead-letter', 'list'], {
      entry: CLI,
      env: environment,
    });
    expect([exitCode, canariesIn(stdout + stderr, world)]).toEqual([2, []]);
  }, 60_000);

  it('would stay inside if that was allowed: then both come out', async () => {
    const lines: string[] = [];
    const worker = await startWorkerProcess({
      environment: { ...world.environment, ...DEBUG_VARIABLES },
      imports: [MUTANT],
      onLine: (line) => lines.push(line),
    });
    endLater(() => worker.kill());
    world.services.spotler.faults.clear();
    await world.services.dataverse.create('contact', aCanary(4));
    await until(() => canariesIn(lines.join('\n'), world).includes('bearer'));
    await until(() => canariesIn(lines.join('\n'), world).length > 1);
  }, 60_000);
});
