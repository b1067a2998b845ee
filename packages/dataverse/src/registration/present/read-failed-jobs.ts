import { instantOf } from '../../values/instant-of.ts';
import type { PresentStep } from './present.ts';
import type { RegistrationReader } from './read-events.ts';

/** System jobs of our steps that were given up: each is a message that never reached the queue. */
export interface FailedJobs {
  /** How many, at most 5000. */
  readonly count: number;
  /** When the first of them was made, by Dataverse's clock: ISO text in UTC. Null when there are none. */
  readonly since: string | null;
  /** Names of the steps. */
  readonly steps: readonly string[];
}

const FAILED = 'statuscode eq 31';

/**
 * Failed system jobs of these steps (learn: asyncoperation, statuscode 31 is Failed). Dataverse keeps them,
 * for `asyncautodelete` takes only those away that succeeded.
 *
 * @throws {DataverseError}
 */
export async function readFailedJobs(
  connection: RegistrationReader,
  steps: readonly PresentStep[],
): Promise<FailedJobs> {
  if (steps.length === 0) return { count: 0, since: null, steps: [] };
  const query = {
    entitySet: 'asyncoperations',
    primaryKey: 'asyncoperationid',
    columns: ['asyncoperationid', 'createdon', '_owningextensionid_value'],
    annotations: null,
  };
  const ofOurs = steps.map(({ id }) => `_owningextensionid_value eq ${id}`).join(' or ');
  const rows = await connection.list(query, {
    filter: `${FAILED} and (${ofOurs})`,
    orderBy: ['createdon asc'],
  });
  const ids = new Set(rows.map((row) => row['_owningextensionid_value']));
  return {
    count: rows.length,
    since: instantOf(rows[0]?.['createdon']),
    steps: steps.filter(({ id }) => ids.has(id)).map(({ name }) => name),
  };
}
