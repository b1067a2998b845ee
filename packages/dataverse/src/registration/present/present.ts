import type { Value } from '../desired/desired.ts';

/** A row as it is in Dataverse. */
export interface PresentRow {
  id: string;
  name: string;
  columns: Readonly<Record<string, Value>>;
}

/** A registered step. */
export interface PresentStep extends PresentRow {
  /** The event and table it is registered for; null when they could not be told. */
  message: string | null;
  table: string | null;
  /** The service endpoint or plug-in that it calls. */
  handlerId: string | null;
  filter: readonly string[] | null;
  enabled: boolean;
}

/** A registered image. */
export interface PresentImage extends PresentRow {
  stepId: string;
}

/** What a choice of Dataverse's own offers: labels by language code. */
export interface PresentOption {
  value: number;
  labels: ReadonlyMap<number, string>;
}

/** The part that sends messages. */
export interface PresentMessaging {
  /** Service endpoints of our name. */
  endpoints: readonly PresentRow[];
  /** Steps at these endpoints, or of our name. */
  steps: readonly PresentStep[];
  /** Images of these steps. */
  images: readonly PresentImage[];
  /** Events that the environment has, as `Update contact`. */
  events: ReadonlySet<string>;
}

/** The Spotler Job table; null when it is not there. */
export interface PresentTable {
  /** Its id among the metadata. */
  id: string;
  entitySet: string;
  primaryKey: string;
  /** Kinds by column, such as `Picklist`. */
  columns: ReadonlyMap<string, string>;
  /** Option values by choice column. */
  options: ReadonlyMap<string, ReadonlySet<number>>;
}

/** A security role at the root of the organization, and how far it goes by privilege. */
export interface PresentRole {
  id: string;
  name: string;
  /** By name in lower case: 1 own rows, 2 business unit, 4 below too, 8 organization. */
  depths: ReadonlyMap<string, number>;
}

/** The part that says who may do what. */
export interface PresentRoles {
  roles: readonly PresentRole[];
  /** Names in lower case of the privileges that the environment has, of those that were asked for. */
  privileges: ReadonlySet<string>;
}

/** Everything of ours that is in Dataverse. */
export interface PresentState {
  /** Options by `table.column`. */
  options: ReadonlyMap<string, readonly PresentOption[]>;
  table: PresentTable | null;
  roles: PresentRoles;
  messaging: PresentMessaging;
}
