import { contactKey } from '../contact-key.ts';
import type { EndpointTemplate } from '../endpoints/endpoints.ts';

/** A request the simulator received. Holds no personal data: a contact is a hash of its id. */
export interface LoggedRequest {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Undefined when the path is none of the API's. */
  readonly endpoint: EndpointTemplate | undefined;
  /** SHA-256 of every externalId in path or body, in hex. */
  readonly contactKeys: readonly string[];
  /**
   * The status that was decided, whether or not it was sent; undefined when a fault came before the decision.
   */
  readonly status: number | undefined;
  /** Kind of the fault that hit it. */
  readonly fault: string | undefined;
}

/** The latest requests, oldest first. */
export interface RequestLog {
  record(entry: Omit<LoggedRequest, 'contactKeys'> & { readonly externalIds: readonly string[] }): void;
  list(externalId?: string): readonly LoggedRequest[];
  clear(): void;
}

/** Older entries are dropped, so that a simulator that runs for days does not grow. */
const MAX_ENTRIES = 10_000;

export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = [];
  return {
    record({ externalIds, ...entry }) {
      entries.push({ ...entry, contactKeys: externalIds.map(contactKey) });
      if (entries.length > MAX_ENTRIES) entries.shift();
    },
    list(externalId) {
      if (externalId === undefined) return [...entries];
      const key = contactKey(externalId);
      return entries.filter((entry) => entry.contactKeys.includes(key));
    },
    clear() {
      entries.length = 0;
    },
  };
}
