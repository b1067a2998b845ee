import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aSimulator } from '../a-simulator.ts';
import type { DataverseSimulator } from '../dataverse-simulator.ts';
import { aRegistrar, linesOf, register } from './testing/a-registration.ts';

const APPLICATION = '5c3b2f3a-0a6e-4a8e-9a40-9a0d9c8f2b11';

let simulator: DataverseSimulator;
beforeEach(async () => {
  simulator = (await aSimulator({ bare: true })).simulator;
});
afterEach(() => simulator.close());

function registrar(applicationId: string | null = APPLICATION) {
  return aRegistrar(simulator, { applicationId: applicationId ?? undefined });
}

/** The ids of our role, and of those that users have. */
function roles() {
  const role = simulator.all('role').find(({ name }) => name === 'Spotler Connector');
  return { role: role?.['roleid'], held: simulator.all('systemuserroles').map(({ roleid }) => roleid) };
}

describe('registering with the id of an application', () => {
  it('makes its application user, with the role of the worker and no other', async () => {
    await register(registrar());
    expect(simulator.all('systemuser')).toEqual([expect.objectContaining({ applicationid: APPLICATION })]);
    const { role, held } = roles();
    expect(role).toEqual(expect.any(String));
    expect(held).toEqual([role]);
  });

  it('changes nothing the second time, however the id is written', async () => {
    await register(registrar());
    expect(linesOf(await registrar(APPLICATION.toUpperCase()).plan())).toEqual([]);
  });

  it('gives the role to a user that somebody else has made', async () => {
    await register(registrar(null));
    const [unit] = simulator.all('businessunit');
    const businessunitid = { table: 'businessunit', id: String(unit?.['businessunitid']), name: 'root' };
    simulator.create('systemuser', { applicationid: APPLICATION, isdisabled: false, businessunitid });
    expect(linesOf(await registrar().plan())).toEqual([
      `update user ${APPLICATION}: it lacks the role Spotler Connector`,
    ]);
    await register(registrar());
    expect(roles().held).toEqual([roles().role]);
    expect(simulator.all('systemuser')).toHaveLength(1);
  });

  it('leaves a disabled user to a person', async () => {
    await register(registrar());
    const [user] = simulator.all('systemuser');
    simulator.update('systemuser', String(user?.['systemuserid']), { isdisabled: true });
    expect(linesOf(await registrar().plan())).toEqual([
      `stuck user ${APPLICATION}: it is disabled: enable it in the Power Platform admin center`,
    ]);
  });

  it('makes none without the id', async () => {
    await register(registrar(null));
    expect(simulator.all('systemuser')).toEqual([]);
  });
});
