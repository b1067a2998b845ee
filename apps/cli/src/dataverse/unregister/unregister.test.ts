import { describe, expect, it } from '@jest/globals';
import type { Plan } from '@spotler-connector/dataverse';
import { EXIT } from '../../failure/exit-code.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import { unregister } from './unregister.ts';

const PLAN: Plan = [{ kind: 'step', name: 'a step', state: 'remove', says: [], mends: [] }];

/** Asks for the table too, where Spotler Jobs are configured or not. */
function unregistered(withJobs: boolean) {
  const registrar = {
    plan: async () => PLAN,
    planMessaging: async () => PLAN,
    planRemoval: async () => PLAN,
    failedJobs: async () => ({ count: 0, since: null, steps: [] }),
    carryOut: async () => {},
  };
  return unregister(
    { json: false, dryRun: true, yes: false, withTable: true },
    {
      terminal: aTerminal(),
      confirm: async () => false,
      registration: { registrar, key: null, warnings: [], environment: 'https://contoso', withJobs },
    },
  );
}

describe('unregistering with the table', () => {
  it('is refused where the configuration says that there is none, instead of leaving it there in silence', async () => {
    await expect(unregistered(false)).rejects.toMatchObject({
      message: expect.stringContaining('SPOTLER_JOBS'),
      exitCode: EXIT.usage,
    });
  });

  it('is fine where there are Spotler Jobs', async () => {
    expect(await unregistered(true)).toBe(EXIT.nothingToDo);
  });
});
