import { afterEach, describe, expect, it } from '@jest/globals';
import { isBlocked } from '@spotler-connector/dataverse';
import { aSimulator } from '../a-simulator.ts';
import type { DataverseSimulator } from '../dataverse-simulator.ts';
import type { OtherChoices } from '../store/system-choices.ts';
import { aRegistrar, KEY, linesOf } from './testing/a-registration.ts';

let simulator: DataverseSimulator;
afterEach(() => simulator.close());

async function codesOf(choices: OtherChoices) {
  simulator = (await aSimulator({ bare: true, choices })).simulator;
  const registrar = aRegistrar(simulator);
  const plan = await registrar.plan();
  return { registrar, plan, lines: linesOf(plan.filter(({ kind }) => kind === 'code')) };
}

describe('a code that Dataverse uses otherwise', () => {
  it('stops everything when it means something else', async () => {
    const { registrar, plan, lines } = await codesOf({
      'serviceendpoint.contract': [{ value: 6, label: 'Carrier Pigeon' }],
    });
    expect(lines).toEqual([
      'stuck code serviceendpoint.contract: the value 6, which should mean Queue (Persistent), means Carrier Pigeon here; nothing is registered until that is cleared up',
    ]);
    expect(isBlocked(plan)).toBe(true);
    await expect(registrar.carryOut(plan, KEY)).rejects.toThrow('another meaning');
    expect(simulator.writes()).toBe(0);
  });

  it('stops everything when it is not offered', async () => {
    const { plan, lines } = await codesOf({ 'sdkmessageprocessingstep.stage': [{ value: 20, label: 'x' }] });
    expect(lines).toEqual([expect.stringContaining('is not offered by this environment')]);
    expect(isBlocked(plan)).toBe(true);
  });

  it('may be spelt otherwise', async () => {
    const { plan, lines } = await codesOf({
      'serviceendpoint.contract': [{ value: 6, label: 'QUEUE_PERSISTENT' }],
    });
    expect(lines).toEqual([]);
    expect(isBlocked(plan)).toBe(false);
  });
});
