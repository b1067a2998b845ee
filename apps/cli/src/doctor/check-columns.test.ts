import { describe, expect, it } from '@jest/globals';
import { type ColumnProblem, DataverseError, type TableAccess } from '@spotler-connector/dataverse';
import { checkColumns, checkRetention } from './check-columns.ts';

const AWAY = new DataverseError({ kind: 'unavailable', message: 'Away', status: 503 });

function accessTo(...problems: ColumnProblem[]) {
  const table: TableAccess = { table: 'contact', readable: problems.length === 0, problems, message: null };
  return { check: async () => [table] };
}

describe('checkColumns', () => {
  it('is content when nothing is kept from us', async () => {
    expect(await checkColumns(accessTo())).toMatchObject([{ status: 'ok' }]);
  });

  it('says what to grant, and that nobody is erased meanwhile', async () => {
    const problem: ColumnProblem = {
      column: 'emailaddress1',
      kind: 'not-granted',
      message: 'Give a profile.',
    };
    const findings = await checkColumns(accessTo(problem, { ...problem, kind: 'unknown' }));
    expect(findings).toMatchObject([
      { status: 'failed', says: 'Give a profile.', remedy: expect.stringContaining('nobody') },
    ]);
  });

  it('fails when it can not be told', async () => {
    const findings = await checkColumns({ check: () => Promise.reject(AWAY) });
    expect(findings).toMatchObject([{ status: 'failed', says: expect.stringContaining('not known which') }]);
  });
});

describe('checkRetention', () => {
  it('warns of each table whose rows are moved out of sight', async () => {
    expect(await checkRetention(Promise.resolve([]))).toEqual([]);
    expect(await checkRetention(Promise.resolve(['lead']))).toMatchObject([
      { status: 'warning', says: 'lead has long-term retention.' },
    ]);
    expect(await checkRetention(Promise.reject(AWAY))).toMatchObject([{ status: 'warning' }]);
  });
});
