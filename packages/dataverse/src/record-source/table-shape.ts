import type { RecordSnapshot, Table } from '@spotler-connector/anonymization-policy';

type State = Extract<RecordSnapshot, { readonly presence: 'present' }>['state'];

/** Particulars of a table in Dataverse. */
export interface TableShape {
  /** The table's name in Web API paths. */
  readonly entitySet: string;
  readonly primaryKey: string;
  /** Meaning of `statecode`. */
  readonly states: ReadonlyMap<number, State>;
}

const ACTIVE_OR_INACTIVE: ReadonlyMap<number, State> = new Map([
  [0, 'active'],
  [1, 'inactive'],
]);

export const TABLE_SHAPES: Readonly<Record<Table, TableShape>> = {
  contact: { entitySet: 'contacts', primaryKey: 'contactid', states: ACTIVE_OR_INACTIVE },
  lead: {
    entitySet: 'leads',
    primaryKey: 'leadid',
    states: new Map([
      [0, 'active'],
      [1, 'qualified'],
      [2, 'inactive'],
    ]),
  },
  account: { entitySet: 'accounts', primaryKey: 'accountid', states: ACTIVE_OR_INACTIVE },
};

/** The columns that the policy decides on, besides the address, which the field mapping names. */
export const POLICY_COLUMNS = ['statecode', 'donotemail', 'donotbulkemail'] as const;

/** The columns that tell into what a record was merged, as the Web API calls them. */
export const MERGE_COLUMNS = ['merged', '_masterid_value'] as const;
