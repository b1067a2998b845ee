import { TABLES } from '@spotler-connector/anonymization-policy';
import { defaultFieldMapping } from '../field-mapping/default-field-mapping.ts';
import type { FieldMapping } from '../field-mapping/field-mapping.ts';
import { recordQueries } from '../record-source/record-query.ts';
import { jobQuery } from '../spotler-job/job-query.ts';
import type { JobTable } from '../spotler-job/job-table.ts';
import { accessOf, type TableAccess, type TableFacts } from './column-access.ts';
import {
  type AccessConnection,
  readColumnFacts,
  readGranted,
  readMasked,
  readWhollyReadable,
} from './read-table-facts.ts';

/** Options of the column check. */
export interface ColumnAccessOptions {
  /** Reads metadata and permissions. */
  readonly connection: AccessConnection;
  /** The column that holds a contact's id in Spotler. Default: none. */
  readonly externalIdColumn?: string | undefined;
  /** Which columns become which Spotler properties. Default: {@link defaultFieldMapping}. */
  readonly mapping?: FieldMapping | undefined;
  /** The Spotler Job table, which can keep a record from being synced. Default: none. */
  readonly jobTable?: JobTable | undefined;
  /**
   * The user that we were the last time, in lower case: what it may read is asked together with who we are,
   * and counts if we still are the same. Default: it is asked afterwards.
   */
  readonly formerUserId?: string | undefined;
}

/** Says whether the columns that policy and mapping read can be relied on. */
export interface ColumnAccess {
  /**
   * Asks Dataverse anew: contact, lead, account, and the Spotler Job table if there is one. Takes a request
   * for each table and one for who we are, one for our privileges where rows are looked for by their values
   * (external ids, Spotler Jobs), and a few more while a column that is read is secured. Permissions and
   * masking rules change while we run, so this has to be asked again at intervals.
   *
   * @throws {DataverseError} when it is not known whether they can.
   */
  check(): Promise<readonly TableAccess[]>;
}

/** Builds a {@link ColumnAccess}. @throws {ConfigurationFileError} for a mapping without an address. */
export function createColumnAccess(options: ColumnAccessOptions): ColumnAccess {
  const { connection, externalIdColumn, mapping = defaultFieldMapping(), jobTable, formerUserId } = options;
  const queries = recordQueries(mapping, externalIdColumn);
  const byValue = externalIdColumn !== undefined;
  const wanted = TABLES.map((table) => ({
    table: String(table),
    columns: logicalNames(queries[table].columns),
    byValue,
  }));
  if (jobTable !== undefined) {
    wanted.push({ table: jobTable.table, columns: logicalNames(jobQuery(jobTable).columns), byValue: true });
  }
  const anyByValue = wanted.some((each) => each.byValue);
  return {
    async check() {
      const early =
        anyByValue && formerUserId !== undefined ? earlyRights(connection, formerUserId) : undefined;
      const [{ userId }, tables] = await Promise.all([
        connection.whoAmI(),
        Promise.all(
          wanted.map(async (each) => ({
            ...each,
            facts: await readColumnFacts(connection, each.table, each.columns),
          })),
        ),
      ]);
      const secured = tables.filter(({ columns, facts }) =>
        columns.some((column) => facts.get(column)?.secured),
      );
      const granted = secured.length === 0 ? new Set<string>() : await readGranted(connection, userId);
      const rights = userId === formerUserId ? early : undefined;
      const isWhole = anyByValue ? await (rights ?? readWhollyReadable(connection, userId)) : () => true;
      return Promise.all(
        tables.map(async ({ table, columns, byValue: looked, facts }) => {
          const isSecured = secured.some((each) => each.table === table);
          const masked: TableFacts['masked'] = isSecured ? await readMasked(connection, table) : new Set();
          const rowsHidden = looked && !isWhole(table);
          return accessOf(table, columns, { columns: facts, granted, masked, rowsHidden });
        }),
      );
    },
  };
}

/** Rights that are asked about early, which nobody may want to know after all. */
function earlyRights(connection: AccessConnection, userId: string): ReturnType<typeof readWhollyReadable> {
  const rights = readWhollyReadable(connection, userId);
  rights.catch(() => {});
  return rights;
}

/** The Web API calls a lookup `_masterid_value`; permissions are about `masterid`. */
function logicalNames(columns: readonly string[]): string[] {
  return columns.map((column) => /^_(\w+)_value$/.exec(column)?.[1] ?? column);
}
