import * as t from 'io-ts';

const logicalName = t.refinement(
  t.string,
  (text) => /^[a-z_][a-z0-9_]*$/.test(text),
  'a logical name in lower case',
);

/** Where Spotler Jobs are in Dataverse. Installations name the table, its columns and options differently. */
export const jobTableCodec = t.type({
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
  }),
  operations: t.type({ anonymizeContact: t.Int }),
  statuses: t.type({ pending: t.Int, succeeded: t.Int, failed: t.Int }),
});

/** Names and option values of a Spotler Job table. `lead` and `customer` are lookups, the others are not. */
export type JobTable = t.TypeOf<typeof jobTableCodec>;
