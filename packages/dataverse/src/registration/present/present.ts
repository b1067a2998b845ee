import type { Value } from '../desired/desired.ts';

/** A row as it is in Dataverse. */
export interface PresentRow {
  readonly id: string;
  readonly name: string;
  readonly columns: Readonly<Record<string, Value>>;
}

/** A registered step. */
export interface PresentStep extends PresentRow {
  /** The event and table it is registered for; null when they could not be told. */
  readonly message: string | null;
  readonly table: string | null;
  /** The service endpoint or plug-in that it calls. */
  readonly handlerId: string | null;
  readonly filter: readonly string[] | null;
  readonly enabled: boolean;
}

/** A registered image. */
export interface PresentImage extends PresentRow {
  readonly stepId: string;
}

/** An option of a choice of Dataverse's own: labels by language code. */
export interface PresentOption {
  readonly value: number;
  readonly labels: ReadonlyMap<number, string>;
}

/** The part that sends messages. */
export interface PresentMessaging {
  /** Service endpoints of our name. */
  readonly endpoints: readonly PresentRow[];
  /** Steps at these endpoints, or of our name. */
  readonly steps: readonly PresentStep[];
  /** Images of these steps. */
  readonly images: readonly PresentImage[];
  /** Events that the environment has, as `Update contact`. */
  readonly events: ReadonlySet<string>;
}

/** The Spotler Job table; null when it is not there. */
export interface PresentTable {
  /** Its id among the metadata. */
  readonly id: string;
  readonly entitySet: string;
  readonly primaryKey: string;
  /** Kinds by column, such as `Picklist`. */
  readonly columns: ReadonlyMap<string, string>;
  /** Option values by choice column. */
  readonly options: ReadonlyMap<string, ReadonlySet<number>>;
}

/** A security role at the root of the organization, and how far it goes by privilege. */
export interface PresentRole {
  readonly id: string;
  readonly name: string;
  /** By name in lower case: 1 own rows, 2 business unit, 4 below too, 8 organization. */
  readonly depths: ReadonlyMap<string, number>;
}

/** The part that says who may do what. */
export interface PresentRoles {
  readonly roles: readonly PresentRole[];
  /** Names in lower case of the privileges that the environment has, of those that were asked for. */
  readonly privileges: ReadonlySet<string>;
}

/** The application user. */
export interface PresentUser {
  readonly id: string;
  readonly businessUnitId: string;
  readonly disabled: boolean;
  /** Whether it has the role that it should have. */
  readonly hasRole: boolean;
}

/** Everything of ours that is in Dataverse. */
export interface PresentState {
  /** Options by `table.column`. */
  readonly options: ReadonlyMap<string, readonly PresentOption[]>;
  readonly table: PresentTable | null;
  readonly roles: PresentRoles;
  /** Null when there is none; undefined when it was not asked for. */
  readonly user?: PresentUser | null | undefined;
  readonly messaging: PresentMessaging;
}
