import { describe, expect, it } from '@jest/globals';
import type { UsedCode } from '../desired/desired.ts';
import type { PresentRow, PresentTable } from '../present/present.ts';
import { aDesiredState } from '../testing/a-desired-state.ts';
import { checkCodes } from './check-codes.ts';
import { isDrift, type PlanItem } from './plan.ts';
import { planEndpoint } from './plan-endpoint.ts';
import { planRoles } from './plan-roles.ts';
import { planTable } from './plan-table.ts';

const desired = aDesiredState();
function planned(present: PresentTable) {
  return desired.table === null ? [] : planTable(desired.table, present);
}
function sayingsOf(plan: readonly PlanItem[]) {
  return plan.filter(isDrift).map(({ state, name, says }) => [state, name, ...says].join(': '));
}

describe('a code', () => {
  const code: UsedCode = {
    table: 'serviceendpoint',
    column: 'contract',
    value: 6,
    label: 'Queue (Persistent)',
    certain: false,
  };
  const offered = (language: number, label: string) =>
    new Map([['serviceendpoint.contract', [{ value: 6, labels: new Map([[language, label]]) }]]]);

  it.each([
    ['the same in English', offered(1033, 'Queue (persistent)'), []],
    ['the same in fewer words', offered(1033, 'QUEUE'), []],
    ['something else in English', offered(1033, 'Relay'), ['stuck']],
    ['something in Dutch, which nobody compares', offered(1043, 'Wachtrij'), ['foreign']],
    ['nothing that it says', offered(1033, ''), ['stuck']],
    ['nothing', new Map([['serviceendpoint.contract', []]]), ['stuck']],
  ])('that means %s', (_, options, states) => {
    expect(checkCodes([code], options).map(({ state }) => state)).toEqual(states);
  });

  it('that the documentation knows may go unseen, one that is uncertain may not', () => {
    expect(checkCodes([{ ...code, certain: true }], new Map())).toEqual([]);
    expect(checkCodes([code], new Map())).toHaveLength(1);
  });
});

describe('the job table', () => {
  const present: PresentTable = {
    id: 'an id',
    entitySet: 'spotler_jobs',
    primaryKey: 'spotler_jobid',
    columns: new Map([
      ['spotler_name', 'String'],
      ['spotler_operation', 'Picklist'],
      ['spotler_status', 'Picklist'],
      ['spotler_resultcode', 'String'],
      ['spotler_resultmessage', 'Memo'],
      ['spotler_completedon', 'DateTime'],
      ['spotler_recordversion', 'String'],
      ['spotler_customerid', 'Customer'],
      ['spotler_leadid', 'Lookup'],
    ]),
    options: new Map([
      ['spotler_operation', new Set([1])],
      ['spotler_status', new Set([1, 2, 3])],
    ]),
  };

  it('is right as it is made', () => {
    expect(sayingsOf(planned(present))).toEqual([]);
  });

  it('gets a column that it lacks', () => {
    const columns = new Map([...present.columns].filter(([name]) => name !== 'spotler_recordversion'));
    expect(sayingsOf(planned({ ...present, columns }))).toEqual(['create: spotler_recordversion']);
  });

  it('is never changed where data would be lost', () => {
    const columns = new Map([...present.columns, ['spotler_leadid', 'String'] as const]);
    const options = new Map([...present.options, ['spotler_status', new Set([1, 2])] as const]);
    const plan = planned({ ...present, columns, options, entitySet: 'jobs' });
    expect(sayingsOf(plan)).toEqual([
      'stuck: spotler_job: its entity set is jobs instead of spotler_jobs',
      'stuck: spotler_status: it has no option 3 (Failed); add it',
      'stuck: spotler_leadid: it is a String instead of a Lookup',
    ]);
    expect(plan.flatMap(({ mends }) => mends)).toEqual([]);
  });
});

describe('the service endpoint', () => {
  const row: PresentRow = {
    id: 'an id',
    name: desired.endpoint.name,
    columns: { ...desired.endpoint.columns, issaskeyset: true },
  };

  it('is right, and says that its key can not be compared', () => {
    expect(planEndpoint(desired.endpoint, [row], false)).toMatchObject({
      state: 'right',
      says: [expect.stringContaining('not compared')],
    });
  });

  it('does not mind how an address ends', () => {
    const columns = { ...row.columns, namespaceaddress: 'sb://Contoso.servicebus.windows.net' };
    expect(planEndpoint(desired.endpoint, [{ ...row, columns }], false).state).toBe('right');
  });

  it('gets a key that it lacks, and address and key together', () => {
    const keyless = { ...row, columns: { ...row.columns, issaskeyset: false } };
    expect(planEndpoint(desired.endpoint, [keyless], false).mends).toEqual([
      { do: 'renew-key', id: 'an id', columns: {} },
    ]);
    const elsewhere = { ...row, columns: { ...row.columns, namespaceaddress: 'sb://elsewhere/' } };
    expect(planEndpoint(desired.endpoint, [elsewhere], false).mends).toEqual([
      expect.objectContaining({ do: 'renew-key', columns: { namespaceaddress: expect.any(String) } }),
    ]);
  });

  it("gets the key of another queue with that, for a key that may only send is one queue's", () => {
    const other = { ...row, columns: { ...row.columns, path: 'others' } };
    expect(planEndpoint(desired.endpoint, [other], false)).toMatchObject({
      state: 'update',
      mends: [{ do: 'renew-key', columns: { path: 'dataverse-changes' } }],
    });
  });

  it('is left to a person when there are two', () => {
    expect(planEndpoint(desired.endpoint, [row, row], false)).toMatchObject({ state: 'stuck', mends: [] });
  });
});

describe('a role', () => {
  const names = desired.roles.flatMap(({ privileges }) => privileges.map(({ name }) => name.toLowerCase()));

  it('does without a privilege that an environment need not have', () => {
    const privileges = new Set(names.filter((name) => name !== 'prvreadasyncoperation'));
    const plan = planRoles(desired.roles, { roles: [], privileges }, desired.table);
    expect(sayingsOf(plan)[1]).toContain('no privilege prvReadAsyncOperation');
    expect(plan.map(({ state }) => state)).toEqual(['create', 'create']);
  });

  it('is left to a person without one that it needs', () => {
    const privileges = new Set(names.filter((name) => name !== 'prvreadlead'));
    const plan = planRoles(desired.roles, { roles: [], privileges }, desired.table);
    expect(plan.map(({ state }) => state)).toEqual(['create', 'stuck']);
  });

  it('has enough with more than it needs', () => {
    const roles = desired.roles.map(({ name }) => ({
      id: name,
      name,
      depths: new Map(names.map((each): [string, number] => [each, 8])),
    }));
    const plan = planRoles(desired.roles, { roles, privileges: new Set(names) }, desired.table);
    expect(sayingsOf(plan)).toEqual([]);
  });
});
