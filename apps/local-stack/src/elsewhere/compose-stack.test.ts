import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleApp } from '@spotler-connector/bundling';
import { startWorkerProcess, type WorkerProcess } from '@spotler-connector/local-services';
import { aFreePort, type StartedProcess, startProcess } from '../testing/a-process.ts';
import { composeServices } from './testing/compose-file.ts';

const REPOSITORY = join(import.meta.dirname, '../../../..');
const APPS = {
  dataverse: { folder: join(REPOSITORY, 'packages/dataverse-simulator') },
  spotler: { folder: join(REPOSITORY, 'packages/spotler-simulator') },
  scenario: { folder: join(REPOSITORY, 'apps/local-stack'), main: 'src/elsewhere/main.ts' },
  worker: { folder: join(REPOSITORY, 'apps/worker') },
};
const services = composeServices();

let folder: string;
const running: { kill(): Promise<unknown> }[] = [];

function entryOf(name: keyof typeof APPS) {
  return join(folder, name, 'main.mjs');
}
function commandOf(name: string) {
  return services[name]?.command ?? [];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'compose-stack-'));
  for (const [name, app] of Object.entries(APPS)) {
    await bundleApp({ ...app, outFolder: join(folder, name) });
  }
});

afterEach(async () => {
  for (const process of running.splice(0)) await process.kill();
});

afterAll(() => rmSync(folder, { recursive: true }));

function start(file: string, args: readonly string[]): StartedProcess {
  const process = startProcess(file, args);
  running.push(process);
  return process;
}

/**
 * The stack as docker-compose.yml describes it, without containers: the bundled apps with its own command
 * lines. Only the places of the containers are replaced by such on this machine, and our emulator stands in
 * for Microsoft's. Gives what replaces the places in a text.
 */
async function theStack(): Promise<(text: string) => string> {
  const [amqp, health, dataverse, spotler] = [
    await aFreePort(),
    await aFreePort(),
    await aFreePort(),
    await aFreePort(),
  ];
  const here = (text: string) =>
    text
      .replace('sb://servicebus;', `sb://127.0.0.1:${amqp};`)
      .replace('servicebus:5300', `127.0.0.1:${health}`)
      .replace('dataverse.test:8081', `127.0.0.1:${dataverse}`)
      .replace('spotler.test:8082', `127.0.0.1:${spotler}`);
  const config = join(REPOSITORY, 'infra/service-bus/config.json');
  const emulator = join(REPOSITORY, 'packages/service-bus-emulator/src/main.ts');
  start(emulator, ['--config', config, '--port', String(amqp), '--health-port', String(health)]);
  const simulators = [
    start(entryOf('dataverse'), [...commandOf('dataverse').map(here), '--port', String(dataverse)]),
    start(entryOf('spotler'), [...commandOf('spotler').map(here), '--port', String(spotler)]),
  ];
  await Promise.all(simulators.map((simulator) => simulator.says(/_simulator/)));
  return here;
}

describe('the stack of docker-compose.yml', () => {
  it('shows the scenario, ends it with a verdict, and then has a worker to play with', async () => {
    const here = await theStack();
    const args = [...commandOf('scenario').map(here), '--worker', entryOf('worker')];
    const scenario = start(entryOf('scenario'), args);
    expect({ code: await scenario.ended, output: scenario.output() }).toEqual({
      code: 0,
      output: expect.stringMatching(/Spotler agrees with the policy for (\d+) of \1 records\.\n$/),
    });
    expect(scenario.output()).not.toMatch(/warning|✗/i);

    // There is no Azurite here, so a folder stands in for it.
    const { SPOTLER_STATE_ACCOUNT_KEY: _, ...others } = services['worker']?.environment ?? {};
    const environment = Object.fromEntries(
      Object.entries(others).map(([name, value]) => [name, here(value)]),
    );
    const worker: WorkerProcess = await startWorkerProcess({
      entry: entryOf('worker'),
      environment: { ...environment, HEALTH_PORT: '0', SPOTLER_STATE: `file:${join(folder, 'state')}` },
    });
    running.push(worker);
    await fetch(here('http://dataverse.test:8081/_simulator/contact'), {
      method: 'POST',
      body: JSON.stringify({ lastname: 'Invented', emailaddress1: 'invented@example.org' }),
    });
    await worker.untilSettled(1);
    expect(worker.settled[0]).toMatchObject({ rule: 'eligible', settlement: 'complete' });
    expect(await worker.stop()).toBe(0);
  }, 90_000);

  it('would not pass without a worker that works', async () => {
    const here = await theStack();
    const args = commandOf('scenario').map(here);
    const scenario = start(entryOf('scenario'), [...args, '--worker', join(folder, 'missing.mjs')]);
    expect(await scenario.ended).toBe(1);
    expect(scenario.output()).toContain('The worker ended by itself');
    expect(scenario.output()).not.toContain('agrees');
  }, 90_000);

  it('has a configuration that the worker takes as it stands', () => {
    const worker = services['worker']?.environment ?? {};
    const checked = spawnSync(process.execPath, [entryOf('worker'), '--check'], {
      env: worker,
      encoding: 'utf8',
    });
    expect({ status: checked.status, stderr: checked.stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('the scenario', () => {
  it.each([
    [[], 2, 'service-bus'],
    [
      ['--service-bus', 'x', '--dataverse', 'http://127.0.0.1:1', '--spotler', 'http://127.0.0.1:1/x'],
      1,
      'Nobody answers',
    ],
    [['--help'], 0, '--wait-for'],
  ])('says what is wrong with %j', async (args, code, text) => {
    const scenario = start(entryOf('scenario'), args);
    expect(await scenario.ended).toBe(code);
    expect(scenario.output()).toContain(text);
    expect(scenario.output()).not.toContain('    at ');
  });
});
