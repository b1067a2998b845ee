import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@spotler-connector/clock';
import { workerEnvironment } from '@spotler-connector/local-services';
import { startProcess } from './testing/a-process.ts';
import { endAll, endLater, theServices } from './testing/running-services.ts';

const WORKER = fileURLToPath(new URL('../../worker/src/main.ts', import.meta.url));
const NOWHERE = { DATAVERSE_URL: 'http://localhost:1', SPOTLER_BASE_URL: 'http://localhost:1/x' };
const COMPLETE = {
  ...NOWHERE,
  SERVICE_BUS_CONNECTION_STRING:
    'Endpoint=sb://localhost:1;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true',
  DATAVERSE_AUTH: 'none',
  SPOTLER_CONSUMER_KEY: 'key',
  SPOTLER_CONSUMER_SECRET: 'secret',
};

afterEach(endAll);

function aWorkerProcess(environment: Record<string, string>, args: readonly string[] = []) {
  const worker = startProcess(WORKER, args, environment);
  endLater(() => worker.kill());
  return worker;
}

/** Somebody who takes every call and never answers. */
async function aSilentServer(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endLater(() => server.close());
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

describe('the worker, started', () => {
  it.each([['SPOTLER_JOB_FILE'], ['DATAVERSE_FIELD_MAPPING_FILE']])(
    'finds with --check that the file is not there that %s names',
    async (variable) => {
      const worker = aWorkerProcess({ ...COMPLETE, [variable]: '/nowhere/file.json' }, ['--check']);
      expect(await worker.ended).toBe(2);
      expect(worker.output()).toContain(variable);
    },
  );

  it('finds with --check that all is well, and connects to nothing', async () => {
    expect(await aWorkerProcess(COMPLETE, ['--check']).ended).toBe(0);
  });

  it('says which variable to set when its port is taken', async () => {
    const { port } = await aSilentServer();
    const worker = aWorkerProcess({ ...COMPLETE, HEALTH_PORT: String(port) });
    expect(await worker.ended).toBe(1);
    expect(worker.output()).toContain(
      `Port ${port} can't be listened on. Set HEALTH_PORT to another one, or to 0 for any that is free.\n`,
    );
  });

  it('and stopped before it has started ends in order', async () => {
    const { server, port } = await aSilentServer();
    const worker = aWorkerProcess({ ...COMPLETE, SPOTLER_BASE_URL: `http://localhost:${port}/x` });
    await once(server, 'connection');
    expect(await worker.kill('SIGTERM')).toBe(0);
    expect(worker.output()).toContain('worker stopped');
  });

  it('is not ready while there is no such queue, says so once, and is when there is', async () => {
    const services = await theServices();
    const worker = aWorkerProcess({ ...workerEnvironment(services), SERVICE_BUS_QUEUE: 'later' });
    await worker.says(/receiving failed/);
    const port = /"port":(\d+)/.exec(worker.output())?.[1];
    const ready = () =>
      fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.json() as Promise<{ ready: boolean }>);
    await worker.says(/not ready yet.*MessagingEntityNotFound/);
    expect(await ready()).toEqual({ ready: false, reasons: ['Service Bus: MessagingEntityNotFound'] });
    services.serviceBus.createQueue('later');
    await worker.says(/receiving again/);
    while (!(await ready()).ready) await systemClock.sleep(50);
    expect(worker.output().match(/receiving failed/g)).toHaveLength(1);
  }, 60_000);

  it('is not ready with a wrong secret before the first message comes, and without a message', async () => {
    const services = await theServices();
    const environment = { ...workerEnvironment(services), SPOTLER_CONSUMER_SECRET: 'wrong' };
    const worker = aWorkerProcess(environment);
    await worker.says(/worker started/);
    const port = /"port":(\d+)/.exec(worker.output())?.[1];
    const ready = () => fetch(`http://127.0.0.1:${port}/readyz`);
    expect((await ready()).status).toBe(503);
    await worker.says(/"not ready yet".*authentication/);
    while (!(await (await ready()).text()).includes('["Spotler: authentication"]'))
      await systemClock.sleep(50);
    expect((await ready()).status).toBe(503);
  }, 60_000);
});
