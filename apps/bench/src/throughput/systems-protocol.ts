import type { ServiceAddresses } from '@spotler-connector/local-services';

/** How long Dataverse takes to answer. */
export const DATAVERSE_MS = 20;
/** How long Spotler takes to answer. */
export const SPOTLER_MS = 50;

/** A queue full of changes. */
export interface Fill {
  /** Records that change. */
  readonly records: number;
  /** Changes of each. */
  readonly changes: number;
  /** Whether the changes of a record stand next to each other, or among those of the others. */
  readonly order: 'adjacent' | 'shuffled';
  /** Whether every record refuses to be mailed, so that its contact is erased. */
  readonly refusing: boolean;
  /** Whether Spotler knows the contacts already, as it always does those that are erased. */
  readonly known?: boolean | undefined;
}

/** Changes that come evenly, rather than wait. */
export interface EvenChanges {
  readonly perSecond: number;
  /** Changes in all. */
  readonly changes: number;
}

/** A queue in which so many messages wait all the time: for each that is done another one comes. */
export interface Backlog {
  readonly waiting: number;
  /** Records that exist. Messages are about each in turn. */
  readonly records: number;
}

/** A request to the process that the three systems run in. */
export type SystemsRequest =
  | { readonly kind: 'fill'; readonly fill: Fill }
  | { readonly kind: 'even-changes'; readonly evenChanges: EvenChanges }
  | { readonly kind: 'backlog'; readonly backlog: Backlog }
  | { readonly kind: 'state' };

/** How far the work is. Requests count since the queue was filled. */
export interface SystemsState {
  /** Messages that nobody has settled yet. */
  readonly left: number;
  /** Messages that were completed since the queue was filled. */
  readonly completed: number;
  /** HTTP requests to Dataverse; a batch is one. */
  readonly dataverseRequests: number;
  /** HTTP requests to Spotler. */
  readonly spotlerRequests: number;
  /** Contacts that Spotler has. */
  readonly contacts: number;
  /** Milliseconds from a message's arrival until it is completed, of those since the queue was filled. */
  readonly delays: Percentiles;
}

/** NaN without values. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** A message of that process: first its addresses, then the state after each request. */
export type SystemsMessage =
  | { readonly kind: 'addresses'; readonly addresses: ServiceAddresses }
  | { readonly kind: 'state'; readonly state: SystemsState };
