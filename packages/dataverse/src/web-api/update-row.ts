import type { DynamicsWebApi } from 'dynamics-web-api';
import type { JsonObject } from '../values/json-object.ts';
import { classifyFailure } from './classify-failure.ts';
import { saysRowDoesNotExist } from './row-absence.ts';

/** Outcome of a guarded update. */
export type UpdateOutcome = 'updated' | 'changed-meanwhile' | 'deleted';

/** Which row to change, from which version, to what. */
export interface RowUpdate {
  readonly entitySet: string;
  readonly id: string;
  /** The ETag that the row must still have. */
  readonly version: string;
  readonly columns: JsonObject;
}

/**
 * PATCH with If-Match. Without that header a PATCH would create a row that was deleted meanwhile (learn:
 * conditional operations).
 *
 * @throws {DataverseError}
 */
export async function updateRow(
  client: DynamicsWebApi,
  { entitySet, id, version, columns }: RowUpdate,
  signal: AbortSignal,
  now: number,
): Promise<UpdateOutcome> {
  try {
    await client.update({ collection: entitySet, key: id, data: { ...columns }, ifmatch: version, signal });
    return 'updated';
  } catch (error) {
    if (saysRowDoesNotExist(error, { table: null, id })) return 'deleted';
    const failure = classifyFailure(error, now);
    if (failure.status === 412) return 'changed-meanwhile';
    throw failure;
  }
}
