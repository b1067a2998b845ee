import type { CallScope } from './call-scope.ts';
import type { Connection } from './connection.ts';
import type { PermissionValue } from './contact.ts';
import type { Endpoint } from './endpoint.ts';
import { type Property, readProperties } from './property.ts';
import { SpotlerError } from './spotler-error.ts';

/** What the client learns about the account and its base path, once. */
export interface Account {
  properties(scope: CallScope): Promise<readonly Property[]>;
  /** Every permission of the account, disabled. Read once; `refresh` reads again. */
  allDisabled(scope: CallScope, options?: { refresh: boolean }): Promise<readonly PermissionValue[]>;
  /**
   * Makes sure, once per client, that the base path exists: one successful list of properties. Rejects with a
   * SpotlerError when that cannot be had.
   */
  proveBasePath(scope: CallScope): Promise<void>;
}

const LIST: Endpoint = 'GET /contact/properties/list';

export function createAccount(connection: Connection): Account {
  let known: readonly Property[] | undefined;

  const properties = async (scope: CallScope): Promise<readonly Property[]> => {
    const answer = await connection.request({ endpoint: LIST }, scope);
    const list = answer.kind === 'ok' ? readProperties(answer.json) : undefined;
    if (list === undefined)
      throw new SpotlerError({ kind: 'protocol', endpoint: LIST, status: answer.status });
    known = list;
    return list;
  };

  return {
    properties,
    allDisabled: async (scope, { refresh } = { refresh: false }) => {
      const list = refresh || known === undefined ? await properties(scope) : known;
      const entries = list.find(({ name }) => name === 'permissions')?.entries ?? [];
      // Without bits there is nothing to disable, and claiming an opt-out would be untrue.
      if (entries.length === 0) {
        throw new SpotlerError({ kind: 'rejected', endpoint: LIST, property: 'permissions' });
      }
      return entries.map(({ bit }) => ({ bit, enabled: false }));
    },
    proveBasePath: async (scope) => {
      if (known === undefined) await properties(scope);
    },
  };
}
