import type { Clock } from '../clock.ts';
import type { CallScope } from '../connection/call-scope.ts';
import type { Connection } from '../connection/connection.ts';
import { withinScope } from '../connection/sleep-in-scope.ts';
import type { Endpoint } from '../requests/endpoint.ts';
import { SpotlerError } from '../spotler-error.ts';
import type { PermissionValue } from './contact.ts';
import { type Property, readProperties } from './property.ts';

/** Knowledge of the account and its base path. */
export interface Account {
  /** Reads the contact properties. */
  properties(scope: CallScope): Promise<readonly Property[]>;
  /**
   * Makes sure, once per client, that the base path exists: one successful list of properties. Rejects with a
   * SpotlerError when that cannot be had.
   */
  proveBasePath(scope: CallScope): Promise<void>;
  /**
   * Writes every permission of the account as disabled. The bits come from the cache; when Spotler refuses them, they
   * are read anew, and if they have changed the write is done once more.
   */
  withAllDisabled<T>(
    scope: CallScope,
    write: (permissions: readonly PermissionValue[]) => Promise<T>,
  ): Promise<T>;
}

const LIST: Endpoint = 'GET /contact/properties/list';

interface Known {
  readonly list: readonly Property[];
  readonly at: number;
}

export function createAccount(
  connection: Connection,
  options: { readonly permissionsMaxAgeMs: number; readonly clock: Clock },
): Account {
  let known: Known | undefined;
  let reading: Promise<readonly Property[]> | undefined;

  const properties = async (scope: CallScope): Promise<readonly Property[]> => {
    const answer = await connection.request({ endpoint: LIST }, scope);
    const list = answer.kind === 'ok' ? readProperties(answer.json) : undefined;
    if (list === undefined)
      throw new SpotlerError({ kind: 'protocol', endpoint: LIST, status: answer.status });
    known = { list, at: options.clock.monotonic() };
    return list;
  };

  /** Joins the read that another call has begun; if that fails, it is not our failure, and we read ourselves. */
  const readOnce = (scope: CallScope): Promise<readonly Property[]> => {
    if (reading !== undefined) {
      return withinScope(options.clock, reading, scope, () => new Error()).catch(() => properties(scope));
    }
    reading = properties(scope).finally(() => {
      reading = undefined;
    });
    return reading;
  };

  const fresh = (): readonly Property[] | undefined =>
    known !== undefined && options.clock.monotonic() - known.at < options.permissionsMaxAgeMs
      ? known.list
      : undefined;

  return {
    properties,
    proveBasePath: async (scope) => {
      if (known === undefined) await readOnce(scope);
    },
    withAllDisabled: async (scope, write) => {
      const bits = allDisabled(fresh() ?? (await readOnce(scope)));
      try {
        return await write(bits);
      } catch (error) {
        if (!mayBeAboutBits(error)) throw error;
        const newBits = allDisabled(await properties(scope));
        if (JSON.stringify(newBits) === JSON.stringify(bits)) throw error;
        return write(newBits);
      }
    },
  };
}

function allDisabled(list: readonly Property[]): readonly PermissionValue[] {
  const entries = list.find(({ name }) => name === 'permissions')?.entries ?? [];
  // Without bits there is nothing to disable, and claiming an opt-out would be untrue.
  if (entries.length === 0) {
    throw new SpotlerError({ kind: 'rejected', endpoint: LIST, property: 'permissions' });
  }
  return entries.map(({ bit }) => ({ bit, enabled: false }));
}

function mayBeAboutBits(error: unknown): boolean {
  if (!(error instanceof SpotlerError) || error.kind !== 'rejected') return false;
  return error.property === undefined || error.property === 'permissions';
}
