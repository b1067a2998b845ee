import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { DataverseError, type TableAccess } from '@spotler-connector/dataverse';
import { createCheckedColumns } from './checked-columns.ts';

const MINUTE_MS = 60_000;

function aTable(table: string, column?: string): TableAccess {
  if (column === undefined) return { table, readable: true, problems: [], message: null };
  const message = `Column ${column} of ${table} is secured.`;
  return { table, readable: false, problems: [{ column, kind: 'not-granted', message }], message };
}

function aStage() {
  const clock = createManualClock(1);
  const changes: (string | null)[] = [];
  const stage = { clock, changes, questions: 0, contact: aTable('contact') };
  const columns = createCheckedColumns({
    access: {
      async check() {
        stage.questions += 1;
        return [stage.contact, aTable('lead'), aTable('account')];
      },
    },
    clock,
    maxAgeMs: 5 * MINUTE_MS,
    onChange: ({ message }) => changes.push(message),
  });
  return Object.assign(stage, { columns });
}

describe('checked columns', () => {
  it('are asked about once in so many minutes while they can be read', async () => {
    const stage = aStage();
    const { columns, clock } = stage;
    await columns.check('contact');
    await columns.check('lead');
    await clock.advance(5 * MINUTE_MS - 1);
    await columns.check('contact');
    expect(stage.questions).toBe(1);
  });

  it('stop a table at the next question after a column was secured, and no other table', async () => {
    const stage = aStage();
    const { columns, clock } = stage;
    await columns.check('contact');
    stage.contact = aTable('contact', 'emailaddress1');
    await columns.check('contact');
    await clock.advance(5 * MINUTE_MS);
    await expect(columns.check('contact')).rejects.toMatchObject({
      failure: {
        side: 'source',
        kind: 'authentication',
        code: 'ColumnNotReadable',
        property: 'emailaddress1',
      },
    });
    await columns.check('lead');
    expect(stage.changes).toEqual(['Column emailaddress1 of contact is secured.']);
  });

  it('are asked about each time while one can not be read, and go on when it can', async () => {
    const stage = aStage();
    stage.contact = aTable('contact', 'emailaddress1');
    for (let times = 0; times < 2; times++) await expect(stage.columns.check('contact')).rejects.toThrow();
    expect(stage.questions).toBe(2);
    stage.contact = aTable('contact');
    await stage.columns.check('contact');
    expect(stage.changes).toEqual(['Column emailaddress1 of contact is secured.', null]);
  });

  it('share one question when many ask at once', async () => {
    const stage = aStage();
    await Promise.all(Array.from({ length: 50 }, () => stage.columns.check('contact')));
    expect(stage.questions).toBe(1);
  });

  it('permit nothing about a table that the answer does not name, nor when there is no answer', async () => {
    const clock = createManualClock(1);
    const nothing = createCheckedColumns({ access: { check: async () => [] }, clock, maxAgeMs: 1 });
    await expect(nothing.check('contact')).rejects.toMatchObject({ failure: { code: 'ColumnNotReadable' } });
    const failing = createCheckedColumns({
      access: { check: () => Promise.reject(new RangeError('away')) },
      clock,
      maxAgeMs: 1,
    });
    await expect(failing.check('contact')).rejects.toThrow(RangeError);
  });

  it('fail as the reconciler expects it when Dataverse does', async () => {
    const error = new DataverseError({ kind: 'unavailable', message: 'Away' });
    const columns = createCheckedColumns({
      access: { check: () => Promise.reject(error) },
      clock: createManualClock(1),
      maxAgeMs: 1,
    });
    await expect(columns.check('contact')).rejects.toMatchObject({
      failure: { side: 'source', kind: 'unavailable' },
      cause: error,
    });
  });
});
