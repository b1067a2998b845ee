import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Services, startServices, workerEnvironment } from '@spotler-connector/local-services';
import { runCli } from './cli/testing/run-cli.ts';
import { howToPlay } from './how-to-play.ts';

let services: Services;
let text: string;
let contactId: string;
let state: string;
beforeAll(async () => {
  services = await startServices();
  const settings = { anonymizeContactWhenInactive: true, anonymizeAccountOnDoNotEmail: true };
  contactId = await services.dataverse.create('contact', { lastname: 'x', emailaddress1: 'a@example.org' });
  state = mkdtempSync(join(tmpdir(), 'play-'));
  const environment = {
    ...workerEnvironment(services, settings),
    SPOTLER_STATE: `file:${state}`,
    ANONYMIZATION_LIMIT: '500',
  };
  text = howToPlay(services, environment, contactId);
});
afterAll(async () => {
  await services.close();
  rmSync(state, { recursive: true });
});

/** The variables that a shell has after the lines of the text. */
function exported(): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.startsWith('  export '));
  const output = execFileSync('sh', ['-c', [...lines, 'env'].join('\n')], { env: {}, encoding: 'utf8' });
  const names = lines.map((line) => line.slice('  export '.length).split('=')[0] ?? '');
  const pairs = output.split('\n').map((line): [string, string] => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  });
  return Object.fromEntries(pairs.filter(([name]) => names.includes(name)));
}

describe('what start says in the end', () => {
  it('is all that the command line needs', async () => {
    const { exitCode, stdout } = await runCli(['doctor'], { env: exported() });
    expect(stdout).not.toMatch(/^ *(failed|warning) /m);
    expect(stdout).toContain('All is well.');
    expect(exitCode).toBe(0);
  });

  it('can be followed by copying, line by line', async () => {
    expect(text).not.toMatch(/<[^>]+>/);
    const commands = text
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => /^ {2}curl /.test(line));
    expect(commands.length).toBeGreaterThan(4);
    for (const command of commands) {
      // The services are in this process, which must not stand still meanwhile.
      const quiet = command.replace('curl', 'curl -s -o /dev/null -w "%{http_code}"');
      const { stdout } = await promisify(execFile)('sh', ['-c', quiet]);
      expect([command, stdout]).toEqual([command, expect.stringMatching(/^20[0-9]$/)]);
    }
  });

  it('has the choices of the worker that runs', () => {
    expect(exported()).toMatchObject({ ANONYMIZE_CONTACT_WHEN_INACTIVE: 'true' });
  });
});
