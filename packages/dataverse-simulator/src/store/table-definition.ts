import type { ChoiceOption } from './system-choices.ts';

/** How a column is kept and written in a change message. */
export type ColumnKind = 'text' | 'number' | 'flag' | 'choice' | 'choices' | 'day' | 'instant' | 'lookup';

/** A table as the simulator knows it. */
export interface TableDefinition {
  /** Such as `contact`. */
  readonly logicalName: string;
  /** Its name in Web API paths, such as `contacts`. */
  readonly entitySet: string;
  /** The column with the row's id, such as `contactid`. */
  readonly primaryKey: string;
  /** The column with the row's display name; it is in every asynchronous step's uninvited image. */
  readonly primaryName: string;
  /** Known columns; a lookup is called by its logical name, without `_…_value`. */
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** Values of a new row in columns that its creator left out. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** Options of choices by column, for the metadata. */
  readonly choices?: Readonly<Record<string, readonly ChoiceOption[]>> | undefined;
  /** Lookups that point to a contact or an account. */
  readonly customers?: readonly string[] | undefined;
  /** Columns without which no row is made. */
  readonly required?: readonly string[] | undefined;
  /** Columns that can be written and never read. */
  readonly writeOnly?: readonly string[] | undefined;
}

const EVERY_TABLE: Readonly<Record<string, ColumnKind>> = {
  createdon: 'instant',
  modifiedon: 'instant',
  createdby: 'lookup',
  modifiedby: 'lookup',
  modifiedonbehalfby: 'lookup',
  ownerid: 'lookup',
  statecode: 'choice',
  statuscode: 'choice',
  versionnumber: 'number',
};

const PARTY: Readonly<Record<string, ColumnKind>> = {
  emailaddress1: 'text',
  emailaddress2: 'text',
  emailaddress3: 'text',
  telephone1: 'text',
  mobilephone: 'text',
  donotemail: 'flag',
  donotbulkemail: 'flag',
  donotphone: 'flag',
  donotpostalmail: 'flag',
  merged: 'flag',
  masterid: 'lookup',
  address1_line1: 'text',
  address1_line2: 'text',
  address1_line3: 'text',
  address1_postalcode: 'text',
  address1_city: 'text',
  address1_stateorprovince: 'text',
  address1_country: 'text',
};

const PERSON: Readonly<Record<string, ColumnKind>> = {
  firstname: 'text',
  middlename: 'text',
  lastname: 'text',
  fullname: 'text',
  yomifullname: 'text',
  salutation: 'text',
  jobtitle: 'text',
};

const PARTY_DEFAULTS = {
  statecode: 0,
  statuscode: 1,
  donotemail: false,
  donotbulkemail: false,
  donotphone: false,
  donotpostalmail: false,
  merged: false,
};

export const CONTACT: TableDefinition = {
  logicalName: 'contact',
  entitySet: 'contacts',
  primaryKey: 'contactid',
  primaryName: 'fullname',
  columns: {
    ...EVERY_TABLE,
    ...PARTY,
    ...PERSON,
    birthdate: 'day',
    gendercode: 'choice',
    parentcustomerid: 'lookup',
    preferredcontactmethodcode: 'choice',
  },
  defaults: { ...PARTY_DEFAULTS, preferredcontactmethodcode: 1 },
};

export const LEAD: TableDefinition = {
  logicalName: 'lead',
  entitySet: 'leads',
  primaryKey: 'leadid',
  primaryName: 'fullname',
  columns: {
    ...EVERY_TABLE,
    ...PARTY,
    ...PERSON,
    companyname: 'text',
    subject: 'text',
    leadsourcecode: 'choice',
  },
  defaults: PARTY_DEFAULTS,
};

export const ACCOUNT: TableDefinition = {
  logicalName: 'account',
  entitySet: 'accounts',
  primaryKey: 'accountid',
  primaryName: 'name',
  columns: { ...EVERY_TABLE, ...PARTY, name: 'text', accountnumber: 'text', primarycontactid: 'lookup' },
  defaults: PARTY_DEFAULTS,
};
