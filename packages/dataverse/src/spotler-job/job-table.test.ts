import { describe, expect, it } from '@jest/globals';
import { defaultJobTable, parseJobTable } from './parse-job-table.ts';

describe('the Spotler Job configuration', () => {
  it('has a default', () => {
    expect(defaultJobTable()).toMatchObject({ table: 'spotler_job', statuses: { succeeded: 2 } });
  });

  it('is told every mistake at once', () => {
    const file = { ...defaultJobTable(), table: 'Spotler Job', statuses: { pending: 1, succeeded: '2' } };
    expect(() => parseJobTable(JSON.stringify(file))).toThrow(
      /table should be a logical name in lower case\n- statuses.succeeded should be a whole number\n- statuses.failed should be a whole number/,
    );
  });
});
