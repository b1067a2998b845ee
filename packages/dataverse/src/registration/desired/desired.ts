import type { JobTable } from '../../spotler-job/job-table.ts';
import type { Code, ColumnPlan } from './registration.ts';

/** A plain value of a column. */
export type Value = string | number | boolean | null;

/** Columns by logical name. */
export type Values = Readonly<Record<string, Value>>;

/** A code that is about to be relied on. */
export interface UsedCode extends Code {
  /** The table of Dataverse's that has the column. */
  readonly table: string;
  readonly column: string;
}

/** The service endpoint: where steps send their messages. */
export interface DesiredEndpoint {
  readonly name: string;
  /** Compared, and mended. */
  readonly columns: Values;
  /** The organization that it is for; null when that is not known, and then not compared. */
  readonly organizationId: string | null;
  /** Written when it is made and not looked at any more. */
  readonly onlyNew: Values;
}

/** The one image: a deleted row's column that holds its contact's id in Spotler. */
export interface DesiredImage {
  readonly name: string;
  readonly columns: Values;
}

/** A step: what is sent when. */
export interface DesiredStep {
  readonly name: string;
  readonly message: string;
  /** Logical name of the table. */
  readonly table: string;
  /** Update only: it runs when one of these is submitted. Null for always. */
  readonly filter: readonly string[] | null;
  readonly columns: Values;
  readonly image: DesiredImage | null;
  /** Whether an environment may lack the event. */
  readonly whereOffered: boolean;
}

/** How far a privilege goes: own rows, the business unit's, those below too, or the whole organization's. */
export type Depth = 'Basic' | 'Local' | 'Deep' | 'Global';

/** A privilege of a role. */
export interface DesiredPrivilege {
  /** Such as `prvReadContact`; compared without regard to case. */
  readonly name: string;
  readonly depth: Depth;
  readonly whereOffered: boolean;
}

/** A security role. */
export interface DesiredRole {
  readonly name: string;
  readonly privileges: readonly DesiredPrivilege[];
}

/** The user that an application acts as. */
export interface DesiredUser {
  /** The id of the application in Microsoft Entra ID (client id), in lower case. */
  readonly applicationId: string;
  /** The name of the role that it should have. */
  readonly role: string;
}

/** A column of the job table. */
export interface DesiredColumn {
  readonly logicalName: string;
  readonly plan: ColumnPlan;
  /** The labels of a choice by value. */
  readonly options: ReadonlyMap<number, string>;
  /** The value that a new row has. */
  readonly standard: number | null;
  readonly isName: boolean;
}

/** The Spotler Job table. */
export interface DesiredTable {
  readonly names: JobTable;
  readonly label: string;
  readonly pluralLabel: string;
  readonly description: string;
  /** The name column first. */
  readonly columns: readonly DesiredColumn[];
}

/** Everything that should be in Dataverse. */
export interface DesiredState {
  /** The beginning of the name of each of our steps. */
  readonly prefix: string;
  /** The Spotler Job table; null when there are to be no Spotler Jobs. */
  readonly table: DesiredTable | null;
  /** Security roles. */
  readonly roles: readonly DesiredRole[];
  /** The worker's application user; undefined when somebody else makes it. */
  readonly user?: DesiredUser | undefined;
  /** Where messages are sent. */
  readonly endpoint: DesiredEndpoint;
  /** The steps: when a message is sent. */
  readonly steps: readonly DesiredStep[];
  /** Codes that have to mean here what we think they do. */
  readonly codes: readonly UsedCode[];
}
