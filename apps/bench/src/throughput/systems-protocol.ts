import type { ServiceAddresses } from '@spotler-connector/local-services';

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
}

/** A request to the process that the three systems run in. */
export type SystemsRequest = { readonly kind: 'fill'; readonly fill: Fill } | { readonly kind: 'state' };

/** How far the work is. Requests count since the queue was filled. */
export interface SystemsState {
  /** Messages that nobody has settled yet. */
  readonly left: number;
  /** HTTP requests to Dataverse; a batch is one. */
  readonly dataverseRequests: number;
  /** HTTP requests to Spotler. */
  readonly spotlerRequests: number;
  /** Contacts that Spotler has. */
  readonly contacts: number;
}

/** A message of that process: first its addresses, then the state after each request. */
export type SystemsMessage =
  | { readonly kind: 'addresses'; readonly addresses: ServiceAddresses }
  | { readonly kind: 'state'; readonly state: SystemsState };
