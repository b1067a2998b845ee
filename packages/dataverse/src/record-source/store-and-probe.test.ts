import { describe, expect, it } from '@jest/globals';
import { DataverseError } from '../web-api/dataverse-error.ts';
import type { RowQuery } from '../web-api/row-query.ts';
import { createRecordSource } from './create-record-source.ts';
import { probeColumns } from './probe-columns.ts';
import type { RecordSourceOptions } from './record-source.ts';
import { aRecordConnection } from './testing/a-record-connection.ts';
import { aRecordReading } from './testing/a-record-reading.ts';
import { COLUMN } from './testing/some-rows.ts';

const QUERY: RowQuery = {
  table: 'lead',
  entitySet: 'leads',
  primaryKey: 'leadid',
  columns: ['leadid', 'a', 'b'],
  annotations: null,
};

describe('storing an external id', () => {
  const EMPTY = aRecordReading({ externalIdStored: false });

  async function storing(options: RecordSourceOptions, reading = EMPTY) {
    const updates: unknown[] = [];
    const connection = aRecordConnection({
      async update(...call) {
        updates.push(call);
        return 'updated';
      },
    });
    const { signal } = new AbortController();
    const outcome = await createRecordSource({ connection, ...options }).storeExternalId(reading, { signal });
    return { outcome, updates, signal };
  }

  it('writes it into its column, if the record still is as it was read', async () => {
    const { outcome, updates, signal } = await storing({
      externalIdColumn: COLUMN,
      externalIdFallback: 'write-back',
    });
    const { ref, version, externalId } = EMPTY;
    expect(outcome).toBe('updated');
    expect(updates).toEqual([['contacts', ref.id, version, { [COLUMN]: externalId }, signal]]);
  });

  it.each([
    ['lead', 'leads'],
    ['account', 'accounts'],
  ] as const)('writes it into the table of the record: %s', async (table, entitySet) => {
    const options = { externalIdColumn: COLUMN, externalIdFallback: 'write-back' } as const;
    const ref = { ...EMPTY.ref, table };
    const { updates } = await storing(options, { ...EMPTY, ref });
    expect(updates).toEqual([expect.arrayContaining([entitySet])]);
  });

  it.each([
    ['there is no column', { externalIdFallback: 'write-back' }, EMPTY],
    ['nobody wants it', { externalIdColumn: COLUMN, externalIdFallback: 'record-id' }, EMPTY],
    ['nobody says so', { externalIdColumn: COLUMN }, EMPTY],
    ['it is there', { externalIdColumn: COLUMN, externalIdFallback: 'write-back' }, aRecordReading()],
    [
      'the record is gone',
      { externalIdColumn: COLUMN, externalIdFallback: 'write-back' },
      aRecordReading({ externalIdStored: false, version: null }),
    ],
  ] as const)('writes nothing when %s', async (_title, options, reading) => {
    expect(await storing(options, reading)).toMatchObject({ outcome: 'kept', updates: [] });
  });
});

describe('asking for the columns', () => {
  const REFUSED = new DataverseError({ kind: 'protocol', message: 'No such column', status: 400 });

  /** A connection that refuses queries with one of these columns, and what it was asked. */
  function aConnection(unknown: readonly string[], error = REFUSED) {
    const asked: string[] = [];
    const connection = aRecordConnection({
      async find({ columns }, ids) {
        asked.push(`${columns.join()} of ${ids.join()}`);
        if (columns.some((column) => unknown.includes(column))) throw error;
        return new Map();
      },
    });
    return { connection, asked };
  }

  it('takes one request when all are known', async () => {
    const { connection, asked } = aConnection([]);
    expect(await probeColumns(connection, QUERY, 'nobody')).toEqual([]);
    expect(asked).toEqual(['leadid,a,b of nobody']);
  });

  it('names those that are not, one by one', async () => {
    const { connection, asked } = aConnection(['b']);
    expect(await probeColumns(connection, QUERY, 'nobody')).toEqual(['b']);
    expect(asked).toEqual(
      ['leadid,a,b', 'leadid', 'leadid,a', 'leadid,b'].map((each) => `${each} of nobody`),
    );
  });

  it('blames no column when none is at fault by itself, or all are', async () => {
    let calls = 0;
    const { connection } = aConnection([]);
    const once = {
      ...connection,
      async find() {
        if (calls++ === 0) throw REFUSED;
        return new Map();
      },
    };
    await expect(probeColumns(once, QUERY)).rejects.toBe(REFUSED);
    await expect(probeColumns(aConnection(['leadid']).connection, QUERY)).rejects.toBe(REFUSED);
  });

  it('fails when the table can not be read at all, also in between', async () => {
    const away = new DataverseError({ kind: 'unavailable', message: 'Away', status: 503 });
    const once = aConnection(['a'], away);
    await expect(probeColumns(once.connection, QUERY)).rejects.toBe(away);
    expect(once.asked).toHaveLength(1);
    const bug = new TypeError('oops');
    let calls = 0;
    for (const error of [away, bug]) {
      calls = 0;
      const connection = {
        async find() {
          throw calls++ === 0 ? REFUSED : error;
        },
      };
      await expect(probeColumns(connection, QUERY)).rejects.toBe(error);
    }
  });

  it('uses the very columns of reading a record, with an id that nobody has', async () => {
    const { connection, asked } = aConnection([]);
    await createRecordSource({ connection, externalIdColumn: COLUMN }).probe('lead');
    await createRecordSource({ connection }).probe('lead');
    expect(asked[0]).toContain(`,${COLUMN},`);
    expect(asked[1]).not.toContain(COLUMN);
    expect(asked[0]?.slice(-36)).not.toBe(asked[1]?.slice(-36));
  });
});
