import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const RULES = [
  'deleted',
  'no-valid-email',
  'do-not-email',
  'inactive',
  'inactive-kept',
  'refuses-bulk-email',
  'eligible',
  'explicit',
];

/** Runs the command as a user does and gives everything that it wrote, errors included. */
async function start(...flags: string[]): Promise<{ exitCode: unknown; output: string }> {
  const child = spawn(process.execPath, [MAIN, ...flags], { stdio: ['ignore', 'pipe', 'pipe'], env: {} });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
    });
  }
  const [exitCode] = await once(child, 'close');
  return { exitCode, output };
}

describe('pnpm start --once', () => {
  it('shows every rule, finds that Spotler agrees, and names nobody, twice at once and with either answer of Spotler', async () => {
    const [gone, logged] = await Promise.all([
      start('--once'),
      start('--once', '--anonymize-status', '204', '--worker-log', '--address-domain', 'canary-7f3a.example'),
    ]);
    for (const { exitCode, output } of [gone, logged]) {
      expect(output).toMatch(/Spotler agrees with the policy for (\d+) of \1 records\.$/m);
      for (const rule of RULES) expect(output).toMatch(new RegExp(` ${rule} `));
      expect(output).not.toMatch(/warning|✗|canary|Invented|[Pp]erson[- ]\d/i);
      expect(exitCode).toBe(0);
    }
    expect(gone.output).toMatch(/gone; job: HTTP 410 Gone\n.*gone; job: HTTP 404 Not Found\n/);
    expect(logged.output).toContain('204 anonymized');
    expect(logged.output).toContain('job: HTTP 204 No Content');
    expect(logged.output).toContain('message settled');
  }, 120_000);

  it('says in one line which port is in use', async () => {
    const { createServer } = await import('node:net');
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { exitCode, output } = await start('--once', '--spotler-port', port);
    expect(output).toContain(`Port ${port} is in use.`);
    expect(output).not.toContain(' at ');
    expect(exitCode).toBe(1);
    server.close();
  }, 60_000);

  it('explains itself, and what it does not understand', async () => {
    const help = await start('--help');
    expect(help.output).toContain('--once');
    expect(help.exitCode).toBe(0);
    expect((await start('--twice')).exitCode).toBe(2);
  });
});
