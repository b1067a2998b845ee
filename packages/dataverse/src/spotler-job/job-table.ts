import * as t from 'io-ts';

/** Where Spotler Jobs are in Dataverse. Installations name the table, its columns and options differently. */
export interface JobTable {
  /** Logical name of the table. */
  table: string;
  /** The table's name in Web API paths. */
  entitySet: string;
  /** The column with the row's id. */
  primaryKey: string;
  /** Logical names of the columns. */
  columns: {
    /** The row's display name. */
    name: string;
    /** Choice: what is ordered. */
    operation: string;
    /** Lookup to a contact or an account. */
    customer: string;
    /** Lookup to a lead. */
    lead: string;
    /** Choice: how far it is. */
    status: string;
    /** Text: what Spotler answered, such as `HTTP 410 Gone`. */
    resultCode: string;
    /** Text: a sentence for the user. */
    resultMessage: string;
    /** Date and time. */
    completedOn: string;
    /** Text: the ETag of the record as the order found it. The order stands while the record still has it. */
    recordVersion: string;
  };
  /** Option values of the operation. */
  operations: { anonymizeContact: number };
  /** Option values of the status. */
  statuses: { pending: number; succeeded: number; failed: number };
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
