import { describe, expect, it } from '@jest/globals';
import { aDesiredState } from '../testing/a-desired-state.ts';
import { columnMetadata, relationshipMetadata, tableMetadata } from './column-metadata.ts';

const DUTCH = 1043;
const { table } = aDesiredState();
if (table === null) throw new Error('There is no table');

describe("the job table's definition", () => {
  it("has its labels in the environment's base language, and its name column", () => {
    const metadata = JSON.stringify(tableMetadata(table, DUTCH));
    expect(metadata).toContain('"LanguageCode":1043');
    expect(metadata).not.toContain('1033');
    expect(tableMetadata(table, DUTCH)).toMatchObject({
      SchemaName: 'spotler_job',
      OwnershipType: 'UserOwned',
      Attributes: [{ SchemaName: 'spotler_name', IsPrimaryName: true }],
    });
  });

  it.each([
    [
      'spotler_status',
      { DefaultFormValue: 1, OptionSet: { Options: [{ Value: 1 }, { Value: 2 }, { Value: 3 }] } },
    ],
    ['spotler_operation', { OptionSet: { Options: [{ Value: 1 }] } }],
    ['spotler_recordversion', { MaxLength: 100, FormatName: { Value: 'Text' } }],
    ['spotler_completedon', { Format: 'DateAndTime' }],
  ])('has %s', (name, expected) => {
    const column = table.columns.find(({ logicalName }) => logicalName === name);
    expect(column && columnMetadata(column, DUTCH)).toMatchObject({ SchemaName: name, ...expected });
  });

  it('names a relationship for each table that a lookup points to', () => {
    const column = table.columns.find(({ logicalName }) => logicalName === 'spotler_customerid');
    expect(column && relationshipMetadata('spotler_job', column, 'account')).toEqual({
      SchemaName: 'spotler_job_spotler_customerid_account',
      ReferencedEntity: 'account',
      ReferencingEntity: 'spotler_job',
    });
  });
});
