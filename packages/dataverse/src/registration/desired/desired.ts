import type { JobTable } from '../../spotler-job/job-table.ts';
import type { Code, ColumnPlan } from './registration.ts';

/** A plain value of a column. */
export type Value = string | number | boolean | null;

/** Columns by logical name. */
export type Values = Readonly<Record<string, Value>>;

/** A code that is about to be relied on. */
export interface UsedCode extends Code {
  /** The table of Dataverse's that has the column. */
  table: string;
  column: string;
}

/** The service endpoint: where steps send their messages. */
export interface DesiredEndpoint {
  name: string;
  /** Compared, and mended. */
  columns: Values;
  /** Written when it is made and not looked at any more. */
  onlyNew: Values;
}

/** The one image: a deleted row's column that holds its contact's id in Spotler. */
export interface DesiredImage {
  name: string;
  columns: Values;
}

/** A step: what is sent when. */
export interface DesiredStep {
  name: string;
  message: string;
  /** Logical name of the table. */
  table: string;
  /** Update only: it runs when one of these is submitted. Null for always. */
  filter: readonly string[] | null;
  columns: Values;
  image: DesiredImage | null;
  /** Whether an environment may lack the event. */
  whereOffered: boolean;
}

/** How far a privilege goes: own rows, the business unit's, those below too, or the whole organization's. */
export type Depth = 'Basic' | 'Local' | 'Deep' | 'Global';

/** A privilege of a role. */
export interface DesiredPrivilege {
  /** Such as `prvReadContact`; compared without regard to case. */
  name: string;
  depth: Depth;
  whereOffered: boolean;
}

/** A security role. */
export interface DesiredRole {
  name: string;
  privileges: readonly DesiredPrivilege[];
}

/** A column of the job table. */
export interface DesiredColumn {
  logicalName: string;
  plan: ColumnPlan;
  /** The labels of a choice by value. */
  options: ReadonlyMap<number, string>;
  /** The value that a new row has. */
  standard: number | null;
  isName: boolean;
}

/** The Spotler Job table. */
export interface DesiredTable {
  names: JobTable;
  label: string;
  pluralLabel: string;
  description: string;
  /** The name column first. */
  columns: readonly DesiredColumn[];
}

/** Everything that should be in Dataverse. */
export interface DesiredState {
  /** What the name of each of our steps begins with. */
  prefix: string;
  /** The Spotler Job table; null when there are to be no Spotler Jobs. */
  table: DesiredTable | null;
  /** Security roles. */
  roles: readonly DesiredRole[];
  /** Where messages are sent. */
  endpoint: DesiredEndpoint;
  /** What is sent when. */
  steps: readonly DesiredStep[];
  /** What must mean here what we think it does. */
  codes: readonly UsedCode[];
}
