import { describe, expect, it } from '@jest/globals';
import { DataverseError } from '../../web-api/dataverse-error.ts';
import { type RegistrationReader, readEvents } from './read-events.ts';

const CREATE = '11111111-1111-4111-8111-111111111111';
const OF_CONTACT = '22222222-2222-4222-8222-222222222222';
const STEPS = [
  { message: 'Create', table: 'contact' },
  { message: 'Create', table: 'spotler_job' },
];

/** A Dataverse that takes no query about certain tables. */
function refusing(tables: readonly string[], kind: DataverseError['kind'] = 'protocol'): RegistrationReader {
  return {
    columns: async () => [],
    list: async ({ entitySet }, { filter = '' }) => {
      if (entitySet === 'sdkmessages') return [{ sdkmessageid: CREATE, name: 'Create' }];
      if (tables.some((table) => filter.includes(`'${table}'`))) {
        throw new DataverseError({ kind, message: 'Dataverse does not understand the query', status: 400 });
      }
      return [
        { sdkmessagefilterid: OF_CONTACT, primaryobjecttypecode: 'contact', _sdkmessageid_value: CREATE },
      ];
    },
  };
}

describe('readEvents', () => {
  it('does without a table that Dataverse does not have and refuses to be asked about', async () => {
    expect(await readEvents(refusing(['spotler_job']), STEPS)).toEqual([
      { message: 'Create', table: 'contact', messageId: CREATE, filterId: OF_CONTACT },
    ]);
  });

  it.each<[string, readonly string[], DataverseError['kind']]>([
    ['is about no single table', ['contact', 'spotler_job'], 'protocol'],
    ['is about rights', ['spotler_job'], 'authentication'],
    ['is an outage', ['spotler_job'], 'unavailable'],
  ])('hands on a refusal that %s', async (_, tables, kind) => {
    await expect(readEvents(refusing(tables, kind), STEPS)).rejects.toMatchObject({ kind });
  });
});
