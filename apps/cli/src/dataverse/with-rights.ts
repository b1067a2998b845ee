import { DataverseError } from '@spotler-connector/dataverse';
import type { Terminal } from '../terminal/terminal.ts';

/** Does something in Dataverse; when a right is missing, says which role has it before the error goes on. */
export async function withRights<T>(terminal: Pick<Terminal, 'log'>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DataverseError && error.status === 403) {
      terminal.log('This takes the role System Administrator or System Customizer in the environment.');
    }
    throw error;
  }
}
