import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { runCommandLine } from './command-line.ts';
import { startDataverseSimulator } from './start-dataverse-simulator.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
/** Elsewhere 127.0.0.1 is the only loopback address of its kind. */
const onLinux = process.platform === 'linux' ? it : it.skip;
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Runs the command line in this process until it ends by itself. */
async function run(...args: string[]) {
  let text = '';
  const sink = { write: (more: string) => (text += more) };
  const code = await runCommandLine(['node', 'main.ts', ...args], sink, sink);
  return { code, text };
}

describe('the command line', () => {
  it('prints what it can do', async () => {
    const { code, text } = await run('--help');
    expect(code).toBe(0);
    for (const option of ['--port', '--service-bus', '--queue']) expect(text).toContain(option);
  });

  it('says in one sentence that the port is in use', async () => {
    const simulator = await startDataverseSimulator();
    const { code, text } = await run('--port', String(simulator.port));
    await simulator.close();
    expect({ code, text }).toEqual({
      code: 1,
      text: `Port ${simulator.port} is in use; choose another with --port.\n`,
    });
  });

  it.each([
    [['--port', 'http'], 'The port must be a number from 0 to 65535.\n'],
    [
      ['--port', '0', '--service-bus', 'nonsense'],
      'The simulator could not start: check the connection string.\n',
    ],
    [['--port', '0', '--url', 'dataverse.test'], 'The URL must be an address without a path.\n'],
    [['--port', '0', '--host', '203.0.113.1'], '203.0.113.1 is no address of this machine; see --host.\n'],
    [['--port', '0', '--delay-up-to', 'soon'], 'The delay must be a number of milliseconds.\n'],
  ])('refuses %j in a sentence', async (args, text) => {
    expect(await run(...args)).toEqual({ code: 1, text });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('prints its address and ends cleanly on %s', async (signal) => {
    const child = spawn(process.execPath, [MAIN, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const [line] = await once(child.stdout, 'data');
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(String(line))?.[0];
    expect((await fetch(`${url}/api/data/v9.2/WhoAmI`)).status).toBe(200);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  onLinux('listens where it is told to, nowhere else, and calls itself what it is told to', async () => {
    const args = [MAIN, '--port', '0', '--host', '127.0.0.2', '--url', 'http://dataverse.test:1'];
    const probe = await startDataverseSimulator({ host: '127.0.0.2', url: 'http://dataverse.test:1' });
    const path = `:${probe.port}/api/data/v9.2/contacts`;
    expect(await (await fetch(`http://127.0.0.2${path}`)).text()).toContain(
      'http://dataverse.test:1/api/data',
    );
    await expect(fetch(`http://127.0.0.1${path}`)).rejects.toThrow('fetch failed');
    await probe.close();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const [line] = await once(child.stdout, 'data');
    expect(String(line)).toContain('Dataverse simulator: http://dataverse.test:1\n');
  });
});
