import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleApp } from '@spotler-connector/bundling';
import {
  inventedColumns,
  type Services,
  startServices,
  startWorkerProcess,
  type WorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { startProcess } from './testing/a-process.ts';

const WORKER = fileURLToPath(new URL('../../worker', import.meta.url));

let folder: string;
let entry: string;
let services: Services;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bundled-worker-'));
  ({ entry } = await bundleApp({ folder: WORKER, outFolder: folder }));
  services = await startServices();
});

afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.kill();
});

afterAll(async () => {
  await services.close();
  rmSync(folder, { recursive: true });
});

/** As in a container: it may read its own folder, and nothing else; it may write nothing. */
function confinedTo(readable: string): Record<string, string> {
  return { NODE_OPTIONS: `--enable-source-maps --permission --allow-fs-read=${readable}` };
}

async function run(file: string, args: readonly string[], env: Record<string, string>) {
  const started = startProcess(file, args, env);
  return { status: await started.ended, text: started.output() };
}

describe('the bundled worker, which can see nothing but its own folder', () => {
  it('explains itself', async () => {
    const { status, text } = await run(entry, ['--help'], confinedTo(folder));
    expect(text).toContain('Usage');
    expect(status).toBe(0);
  });

  it('checks its configuration', async () => {
    const environment = { ...workerEnvironment(services), ...confinedTo(folder) };
    expect(await run(entry, ['--check'], environment)).toEqual({
      status: 0,
      text: 'The configuration is complete and valid.\n',
    });
    expect((await run(entry, ['--check'], confinedTo(folder))).status).toBe(2);
  });

  it('handles a message, and stops with 0 on SIGTERM', async () => {
    const environment = { ...workerEnvironment(services), ...confinedTo(folder) };
    const worker = await startWorkerProcess({ environment, entry });
    workers.push(worker);
    const columns = inventedColumns('contact', 1, 'example.org');
    const id = await services.dataverse.create('contact', columns);
    await worker.untilSettled(1);
    expect(worker.settled[0]).toMatchObject({ recordId: id, rule: 'eligible', settlement: 'complete' });
    expect(services.spotler.contact(id)?.properties).toMatchObject({ city: columns['address1_city'] });
    expect(await worker.stop()).toBe(0);
  }, 60_000);

  it('says where in the source it crashed', async () => {
    // A bug in Node, which no code of ours reckons with.
    const bug =
      "import { Server } from 'node:http'; Server.prototype.listen = () => { throw new TypeError('bug'); };";
    const { NODE_OPTIONS } = confinedTo(folder);
    const environment = {
      ...workerEnvironment(services),
      NODE_OPTIONS: `${NODE_OPTIONS} --import=data:text/javascript,${encodeURIComponent(bug)}`,
    };
    const { status, text } = await run(entry, [], environment);
    expect(text).toContain('worker crashed');
    expect(text).toMatch(/worker health-server\.ts:\d+/);
    expect(status).toBe(1);
  });
});

describe('that confinement', () => {
  it('would stop a worker that needs the workspace', async () => {
    const { status, text } = await run(join(WORKER, 'src/main.ts'), ['--help'], confinedTo(folder));
    expect(text).toContain('ERR_ACCESS_DENIED');
    expect(status).not.toBe(0);
  });
});
