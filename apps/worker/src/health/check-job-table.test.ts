import { describe, expect, it } from '@jest/globals';
import {
  ConfigurationFileError,
  DataverseError,
  type DataverseErrorKind,
  defaultJobTable,
} from '@spotler-connector/dataverse';
import { checkJobTable } from './check-job-table.ts';

async function answering(): Promise<void> {}

function aTable(failure?: { kind: DataverseErrorKind; status?: number }) {
  const error = failure && new DataverseError({ message: 'No', ...failure });
  const probe = () => (error === undefined ? Promise.resolve() : Promise.reject(error));
  return { table: defaultJobTable(), store: { probe } };
}

describe('checking the table of Spotler Jobs', () => {
  it('finds that it fits, or that there is none to check', async () => {
    expect(await checkJobTable({ jobs: aTable(), whoAmI: answering })).toBe('fits');
    expect(await checkJobTable({ jobs: undefined, whoAmI: answering })).toBe('none');
  });

  it.each([
    ['a table or column that is not there', { kind: 'protocol', status: 404 }, 'register the table'],
    ['a table that is hidden', { kind: 'authentication', status: 403 }, 'privilege'],
  ] as const)('says what to do about %s', async (_title, failure, words) => {
    const checked = checkJobTable({ jobs: aTable(failure), whoAmI: answering });
    await expect(checked).rejects.toThrow(ConfigurationFileError);
    await expect(checked).rejects.toThrow(words);
    await expect(checked).rejects.toThrow('SPOTLER_JOBS=false');
  });

  it('lets the worker start while Dataverse is away, or refuses everything', async () => {
    const away = aTable({ kind: 'unavailable', status: 503 });
    expect(await checkJobTable({ jobs: away, whoAmI: answering })).toBe('unknown');
    const wrong = new DataverseError({ kind: 'protocol', message: 'Wrong address', status: 404 });
    const whoAmI = () => Promise.reject(wrong);
    expect(await checkJobTable({ jobs: aTable({ kind: 'protocol' }), whoAmI })).toBe('unknown');
  });

  it('does not take a bug for a Dataverse that is away', async () => {
    const bug = () => Promise.reject(new TypeError('oops'));
    await expect(checkJobTable({ jobs: aTable(), whoAmI: bug })).rejects.toThrow(TypeError);
    const table = { ...aTable(), store: { probe: bug } };
    await expect(checkJobTable({ jobs: table, whoAmI: answering })).rejects.toThrow(TypeError);
  });
});
