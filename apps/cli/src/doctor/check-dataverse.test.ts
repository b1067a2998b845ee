import { describe, expect, it } from '@jest/globals';
import { DataverseError } from '@spotler-connector/dataverse';
import { checkDataverse, type DataverseUnderCheck } from './check-dataverse.ts';

const refused = new DataverseError({
  kind: 'protocol',
  message: 'Dataverse refuses the request',
  status: 400,
});

/** A Dataverse that has every column but these, as `table.column`. */
function aDataverse(missing: readonly string[], externalIdColumn?: string): DataverseUnderCheck {
  const identity = { userId: '', organizationId: '' };
  return {
    connection: { whoAmI: async () => identity },
    records: {
      probe: async (table) =>
        missing.filter((name) => name.startsWith(`${table}.`)).map((name) => name.split('.')[1] ?? ''),
    },
    externalIdColumn,
  };
}

describe('checkDataverse', () => {
  it('is content with a Dataverse that has every column', async () => {
    const findings = await checkDataverse(aDataverse([]));
    expect(findings.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  it('names each column that is not there, by table', async () => {
    const findings = await checkDataverse(aDataverse(['lead.companyname', 'lead.donotemail']));
    expect(findings.filter(({ status }) => status === 'failed').map(({ says }) => says)).toEqual([
      "lead: column companyname can't be read.",
      "lead: column donotemail can't be read.",
    ]);
  });

  it('names the variable when it is the external id column', async () => {
    const dataverse = aDataverse(['contact.new_nothing'], 'new_nothing');
    const failure = (await checkDataverse(dataverse)).find(({ status }) => status === 'failed');
    expect(failure).toMatchObject({
      says: "contact: column new_nothing can't be read.",
      remedy: expect.stringContaining('DATAVERSE_EXTERNAL_ID_COLUMN'),
    });
  });

  it('blames no column when nothing can be read', async () => {
    const dataverse = { ...aDataverse([]), records: { probe: () => Promise.reject(refused) } };
    const failures = (await checkDataverse(dataverse)).filter(({ status }) => status === 'failed');
    expect(failures).toHaveLength(3);
    expect(failures[0]?.says).toBe('contact: Dataverse refuses the request (400).');
  });
});
