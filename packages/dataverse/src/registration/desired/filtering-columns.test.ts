import { describe, expect, it } from '@jest/globals';
import { TABLES, type Table } from '@spotler-connector/anonymization-policy';
import { defaultFieldMapping } from '../../field-mapping/default-field-mapping.ts';
import type { FieldMapping } from '../../field-mapping/field-mapping.ts';
import { createRecordSource } from '../../record-source/create-record-source.ts';
import { aRecordConnection } from '../../record-source/testing/a-record-connection.ts';
import type { RowReader } from '../../web-api/row-reader.ts';
import { filteringColumns } from './filtering-columns.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
const EXTERNAL_ID = 'new_spotlerid';
const mapping: FieldMapping = {
  ...defaultFieldMapping(),
  contact: [
    { property: 'email', column: 'emailaddress1' },
    { property: 'company', column: 'parentcustomerid', transform: { kind: 'lookup-name' } },
  ],
};

/** The columns that a reconcile reads of a record, by their logical names. */
async function columnsRead(table: Table): Promise<string[]> {
  const read: string[] = [];
  const row: RowReader['row'] = async ({ columns, primaryKey }) => {
    const besides = [primaryKey, 'modifiedon', 'merged', '_masterid_value'];
    read.push(...columns.filter((column) => !besides.includes(column)));
    return null;
  };
  const connection = aRecordConnection({ row });
  const source = createRecordSource({ connection, mapping, externalIdColumn: EXTERNAL_ID });
  await source.read({ table, id: ID }, { externalId: 'S-1' });
  return read.map((column) => column.replace(/^_(\w+)_value$/, '$1'));
}

describe('the filter of an Update step', () => {
  it.each([...TABLES])('of %s has every column that a reconcile reads', async (table) => {
    const filter = filteringColumns(mapping[table], EXTERNAL_ID);
    const read = await columnsRead(table);
    expect(read.length).toBeGreaterThan(5);
    expect(filter).toEqual(expect.arrayContaining(read));
    expect(filter.filter((column) => !read.includes(column))).toEqual(['statuscode']);
  });

  it('would miss changes if it were made from another mapping', async () => {
    const filter = filteringColumns(defaultFieldMapping().contact, EXTERNAL_ID);
    expect((await columnsRead('contact')).filter((column) => !filter.includes(column))).toEqual([
      'parentcustomerid',
    ]);
  });
});
