import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { ServiceBusClient } from '@azure/service-bus';
import { afterEach, describe, expect, it } from '@jest/globals';
import { until } from './testing/with-emulator.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const CONFIG = fileURLToPath(new URL('../../../infra/service-bus/config.json', import.meta.url));

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
  readonly ended: Promise<unknown[]>;
}

const children: ChildProcess[] = [];

function run(...args: string[]): Run {
  const child = spawn(process.execPath, [MAIN, ...args]);
  children.push(child);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  return { child, output: () => output, errors: () => errors, ended: once(child, 'exit') };
}

async function started(emulator: Run): Promise<string> {
  await until(() => emulator.output().includes('Subscription:'));
  return /Connection string: (\S+)/.exec(emulator.output())?.[1] ?? '';
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('the emulator as a program', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('serves until %s, and then ends with 0', async (signal) => {
    const emulator = run('--config', CONFIG, '--port', '0', '--health-port', '0');
    const client = new ServiceBusClient(await started(emulator));
    await client.createSender('dataverse-changes').sendMessages({ body: 1 });
    const health = /Health: (\S+)/.exec(emulator.output())?.[1] ?? '';
    expect((await fetch(health)).status).toBe(200);
    emulator.child.kill(signal);
    expect(await emulator.ended).toEqual([0, null]);
    expect(emulator.errors()).toBe('');
    await client.close();
  });

  it('lets a running client find it again after it was killed and started anew', async () => {
    const first = run('--config', CONFIG, '--port', '0');
    const connectionString = await started(first);
    const client = new ServiceBusClient(connectionString, {
      retryOptions: { maxRetries: 100, retryDelayInMs: 50, timeoutInMs: 2000 },
    });
    const bodies: unknown[] = [];
    client.createReceiver('dataverse-changes', { receiveMode: 'receiveAndDelete' }).subscribe({
      processMessage: async ({ body }) => void bodies.push(body),
      processError: async () => undefined,
    });
    const sender = client.createSender('dataverse-changes');
    await sender.sendMessages({ body: 'before' });
    await until(() => bodies.length === 1);
    first.child.kill('SIGKILL');
    await first.ended;
    const port = /:(\d+);/.exec(connectionString)?.[1] ?? '';
    await started(run('--config', CONFIG, '--port', port));
    await sender.sendMessages({ body: 'after' });
    await until(() => bodies.length === 2);
    await client.close();
  }, 60_000);

  it('serves TLS with a certificate that it makes, and says where that is', async () => {
    const emulator = run('--config', CONFIG, '--port', '0', '--tls', '--tls-port', '0', '--host', '0.0.0.0');
    await started(emulator);
    const tlsPort = /TLS: Endpoint=sb:\/\/localhost:(\d+);/.exec(emulator.output())?.[1];
    const ca = await readFile(/Certificate, .*: (\S+)/.exec(emulator.output())?.[1] ?? '', 'utf8');
    const socket = connect({ host: '127.0.0.1', port: Number(tlsPort), ca, servername: 'localhost' });
    await once(socket, 'secureConnect');
    expect(socket.authorized).toBe(true);
    socket.destroy();
  });

  it('says in one sentence that a port is in use, and ends with 1', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const emulator = run('--port', String(port));
    expect(await emulator.ended).toEqual([1, null]);
    expect(emulator.errors()).toBe(
      `Port ${port} is in use; choose another one with --port, --tls-port, --web-socket-port or --health-port.\n`,
    );
    server.close();
  });

  it('says what is wrong with a configuration, and ends with 1', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'emulator-')), 'config.json');
    await writeFile(path, '{ "UserConfig": {} }');
    const invalid = run('--config', path, '--port', '0');
    const missing = run('--config', `${path}.missing`, '--port', '0');
    expect(await invalid.ended).toEqual([1, null]);
    expect(invalid.errors()).toContain('UserConfig.Namespaces: expected');
    expect(await missing.ended).toEqual([1, null]);
    expect(missing.errors()).toMatch(/^Cannot read .*ENOENT/);
  });

  it('explains itself', async () => {
    const help = run('--help');
    const wrong = run('--port', 'many');
    expect(await help.ended).toEqual([0, null]);
    for (const flag of ['--config', '--port', '--health-port', '--host', '--tls', '--tls-cert'])
      expect(help.output()).toContain(flag);
    expect(await wrong.ended).toEqual([1, null]);
    expect(wrong.errors()).toContain('A port is a number from 0 to 65535');
  });
});
