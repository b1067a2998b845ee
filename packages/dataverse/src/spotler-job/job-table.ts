import * as t from 'io-ts';

/** Where Spotler Jobs are in Dataverse. Installations name the table, its columns and options differently. */
export interface JobTable {
  /** Logical name of the table. */
  readonly table: string;
  /** The table's name in Web API paths. */
  readonly entitySet: string;
  /** The column with the row's id. */
  readonly primaryKey: string;
  /** Logical names of the columns. */
  readonly columns: {
    /** The row's display name. */
    readonly name: string;
    /** Choice: what is ordered. */
    readonly operation: string;
    /** Lookup to a contact or an account. */
    readonly customer: string;
    /** Lookup to a lead. */
    readonly lead: string;
    /** Choice: how far it is. */
    readonly status: string;
    /** Text: what Spotler answered, such as `HTTP 410 Gone`. */
    readonly resultCode: string;
    /** Text: a sentence for the user. */
    readonly resultMessage: string;
    /** Date and time. */
    readonly completedOn: string;
    /** Text: the ETag of the record as the order found it. The order stands while the record still has it. */
    readonly recordVersion: string;
  };
  /** Option values of the operation. */
  readonly operations: { readonly anonymizeContact: number };
  /** Option values of the status. */
  readonly statuses: { readonly pending: number; readonly succeeded: number; readonly failed: number };
}

const logicalName = t.refinement(
  t.string,
  (text) => /^[a-z_][a-z0-9_]*$/.test(text),
  'a logical name in lower case',
);

const optionValue = t.refinement(t.number, Number.isSafeInteger, 'a whole number');

export const jobTableCodec: t.Type<JobTable, unknown> = t.type({
  table: logicalName,
  entitySet: logicalName,
  primaryKey: logicalName,
  columns: t.type({
    name: logicalName,
    operation: logicalName,
    customer: logicalName,
    lead: logicalName,
    status: logicalName,
    resultCode: logicalName,
    resultMessage: logicalName,
    completedOn: logicalName,
    recordVersion: logicalName,
  }),
  operations: t.type({ anonymizeContact: optionValue }),
  statuses: t.type({ pending: optionValue, succeeded: optionValue, failed: optionValue }),
});
