import { type ChildProcess, spawn } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { startSpotlerSimulator } from './simulator.ts';

/** Elsewhere 127.0.0.1 is the only loopback address of its kind. */
const onLinux = process.platform === 'linux' ? it : it.skip;
const MAIN = new URL('./main.ts', import.meta.url).pathname;

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exit: Promise<number | null>;
}

function run(...parameters: string[]): Run {
  const child = spawn(process.execPath, [MAIN, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += String(chunk);
    });
  }
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, output: () => text, exit };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('spotler-simulator', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('prints where it is, and ends cleanly on %s', async (signal) => {
    const { child, output, exit } = run(
      '--port',
      '0',
      '--consumer-key',
      'my-key',
      '--consumer-secret',
      'hidden',
    );
    await until(() => output().includes('control'));
    expect(output()).toMatch(/base URL\s+http:\/\/127\.0\.0\.1:\d+\/integrationservice\n/);
    expect(output()).toContain('my-key');
    expect(output()).not.toContain('hidden');
    child.kill(signal);
    expect(await exit).toBe(0);
  });

  it('says in one sentence that its port is in use', async () => {
    const simulator = await startSpotlerSimulator();
    const { output, exit } = run('--port', String(simulator.port));
    expect(await exit).toBe(1);
    expect(output()).toMatch(/^Port \d+ is in use\. [^\n]+\n$/);
    await simulator.close();
  });

  onLinux('listens where it is told to, and nowhere else', async () => {
    const { child, output, exit } = run('--port', '0', '--host', '127.0.0.2');
    await until(() => output().includes('control'));
    const [, port] = /127\.0\.0\.2:(\d+)\//.exec(output()) ?? [];
    expect((await fetch(`http://127.0.0.2:${port}/_simulator/faults`)).status).toBe(200);
    await expect(fetch(`http://127.0.0.1:${port}/_simulator/faults`)).rejects.toThrow('fetch failed');
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
  });

  it.each([
    [['--port', '0', '--host', '203.0.113.1'], /^203\.0\.113\.1 is no address[^\n]+\n$/],
    [['--port', 'x'], /port/i],
    [['--port', '65536'], /65535/],
    [['--anonymize-status', '500'], /410/],
    [['--colour'], /unknown option/],
  ])('refuses %j', async (parameters, message) => {
    const { output, exit } = run(...parameters);
    expect(await exit).toBe(1);
    expect(output()).toMatch(message);
  });

  it('explains itself', async () => {
    const { output, exit } = run('--help');
    expect(await exit).toBe(0);
    for (const flag of ['--port', '--anonymize-status', '--consumer-key', '--consumer-secret']) {
      expect(output()).toContain(flag);
    }
  });
});
