import { describe, expect, it } from '@jest/globals';
import { type LocalStackOptions, localStackCommand } from './command-line.ts';

async function parsed(...flags: string[]): Promise<LocalStackOptions | undefined> {
  let options: LocalStackOptions | undefined;
  const command = localStackCommand(async (given) => {
    options = given;
  });
  command.exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} });
  await command.parseAsync(['node', 'start', ...flags]);
  return options;
}

describe('the command line', () => {
  it('takes the usual ports, or others when they are in use', async () => {
    expect(await parsed()).toMatchObject({
      once: false,
      serviceBusPort: { port: 5672, orAnother: true },
      dataversePort: { port: 8081, orAnother: true },
      spotlerPort: { port: 8082, orAnother: true },
      anonymizeStatus: 410,
    });
  });

  it('takes any free port with --once, so that two can run at once', async () => {
    expect(await parsed('--once')).toMatchObject({ serviceBusPort: { port: 0, orAnother: true } });
  });

  it('insists on a port that was asked for', async () => {
    expect(await parsed('--once', '--emulator-port', '5673')).toMatchObject({
      serviceBusPort: { port: 5673, orAnother: false },
    });
  });

  it.each([
    ['--emulator-port', 'all'],
    ['--emulator-port', '65536'],
    ['--anonymize-status', '500'],
    ['--twice'],
  ])('refuses %s %s', async (...flags) => {
    await expect(parsed(...flags)).rejects.toMatchObject({ name: 'CommanderError' });
  });
});
