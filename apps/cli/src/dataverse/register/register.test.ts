import { describe, expect, it } from '@jest/globals';
import type { Plan, PlanItem } from '@spotler-connector/dataverse';
import { EXIT } from '../../failure/exit-code.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import { register } from './register.ts';
import type { RegisterOptions } from './register-command.ts';

const REMOVE: PlanItem = {
  kind: 'step',
  name: 'Update of contact',
  state: 'remove',
  says: ['it is not needed (any more)'],
  mends: [{ do: 'remove', entitySet: 'sdkmessageprocessingsteps', id: 'an id' }],
};
const RIGHT: PlanItem = { ...REMOVE, state: 'right', says: [], mends: [] };
const STUCK: PlanItem = {
  ...RIGHT,
  kind: 'column',
  name: 'spotler_status',
  state: 'stuck',
  says: ['add it'],
};
const CODE: PlanItem = { ...STUCK, kind: 'code', name: 'serviceendpoint.contract', says: ['means a relay'] };

/** Registers by this plan, as a person who gives this answer. */
async function registered(plan: Plan, changes: Partial<RegisterOptions> = {}, answer = true) {
  const terminal = aTerminal();
  let carriedOut = 0;
  const told: number[] = [];
  const registrar = {
    plan: async () => plan,
    planMessaging: async () => plan,
    planRemoval: async () => plan,
    failedJobs: async () => ({ count: 0, since: null, steps: [] }),
    carryOut: async () => {
      carriedOut += 1;
    },
  };
  const exitCode = await register(
    { json: false, dryRun: false, yes: false, renewKey: false, ...changes },
    {
      terminal,
      confirm: async () => answer,
      onChange: async () => void told.push(carriedOut),
      registration: { registrar, key: null, warnings: [], environment: 'https://contoso', withJobs: true },
    },
  );
  return { exitCode, carriedOut, told, printed: terminal.stdout(), noted: terminal.stderr() };
}

describe('registering', () => {
  it('is done when somebody says yes', async () => {
    const { exitCode, carriedOut, told, printed } = await registered([REMOVE, RIGHT]);
    expect(printed).toBe(
      'remove  step  Update of contact (it is not needed (any more))\nhttps://contoso: 1 change made.\n',
    );
    expect({ exitCode, carriedOut }).toEqual({ exitCode: EXIT.done, carriedOut: 1 });
    // Before it changes anything, for it may fail amid that.
    expect(told).toEqual([0]);
  });

  it.each<[string, Plan, Partial<RegisterOptions>, boolean, number]>([
    ['somebody says no', [REMOVE], {}, false, EXIT.nothingToDo],
    ['it is a dry run', [REMOVE], { dryRun: true }, true, EXIT.done],
    ['there is nothing to do', [RIGHT], {}, true, EXIT.nothingToDo],
    ['all that is left is for a person', [RIGHT, STUCK], {}, true, EXIT.failed],
    ['a code means something else here', [CODE, REMOVE], { yes: true }, true, EXIT.failed],
  ])('is not done when %s', async (_, plan, options, answer, exitCode) => {
    expect(await registered(plan, options, answer)).toMatchObject({ exitCode, carriedOut: 0 });
  });

  it('says why a code stops it', async () => {
    const { printed, noted } = await registered([CODE, REMOVE]);
    expect(printed).toMatch(/^by hand +code +serviceendpoint\.contract \(means a relay\)$/m);
    expect(noted).toContain('Nothing was changed');
  });

  it('fails when something is left for a person', async () => {
    expect(await registered([REMOVE, STUCK])).toMatchObject({ exitCode: EXIT.failed, carriedOut: 1 });
  });

  it('writes one JSON value for scripts', async () => {
    const { printed } = await registered([REMOVE, RIGHT], { json: true, yes: true });
    expect(JSON.parse(printed)).toMatchObject({
      environment: 'https://contoso',
      plan: [{ kind: 'step', state: 'remove' }, { state: 'right' }],
      changed: 1,
    });
    expect(printed).not.toContain('an id');
  });

  it('writes one JSON value after a no, too', async () => {
    const { printed } = await registered([REMOVE], { json: true }, false);
    expect(JSON.parse(printed)).toMatchObject({ changed: 0 });
  });
});
