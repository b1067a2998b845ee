import { DataverseError, type JobStore, type JobTable } from '@spotler-connector/dataverse';
import { failureMessage } from '../failure/failure-message.ts';
import { type Finding, failed, ok } from './finding.ts';

const AREA = 'Dataverse';

/** Whether Spotler Jobs can be read: the table is there, with every column that the worker uses. */
export async function checkJobTable(
  store: Pick<JobStore, 'probe'>,
  { table }: Pick<JobTable, 'table'>,
): Promise<Finding> {
  try {
    await store.probe();
    return ok(AREA, `Spotler Jobs (${table}) can be read.`);
  } catch (error) {
    if (!(error instanceof DataverseError)) throw error;
    if (error.kind === 'authentication') {
      const remedy = 'Give the application user the role Spotler Connector, which reads and writes them.';
      return failed(AREA, `Spotler Jobs (${table}): ${failureMessage(error)}`, remedy, error);
    }
    const remedy = 'Run `spotler-connector dataverse register`, which makes the table and its columns.';
    return failed(AREA, `Spotler Jobs (${table}) can't be read: ${failureMessage(error)}`, remedy, error);
  }
}
