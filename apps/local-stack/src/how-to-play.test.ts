import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Services, startServices, workerEnvironment } from '@spotler-connector/local-services';
import { runCli } from './cli/testing/run-cli.ts';
import { howToPlay } from './how-to-play.ts';

let services: Services;
let text: string;
beforeAll(async () => {
  services = await startServices();
  const settings = { anonymizeContactWhenInactive: true, anonymizeAccountOnDoNotEmail: true };
  text = howToPlay(services, workerEnvironment(services, settings));
});
afterAll(() => services.close());

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

  it('has the choices of the worker that runs', () => {
    expect(exported()).toMatchObject({ ANONYMIZE_CONTACT_WHEN_INACTIVE: 'true' });
  });
});
