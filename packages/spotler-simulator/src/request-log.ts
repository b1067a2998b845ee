import { contactKey } from './address-book.ts';
import type { EndpointTemplate } from './endpoints.ts';

/** A request the simulator received. Holds no personal data: a contact is a hash of its id. */
export interface LoggedRequest {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Undefined when the path is none of the API's. */
  readonly endpoint: EndpointTemplate | undefined;
  /** SHA-256 of the externalId in the path or body, in hex; undefined when there was none. */
  readonly contactKey: string | undefined;
  /** The status that was decided, whether or not the answer was sent. */
  readonly status: number;
  /** Kind of the fault that hit it. */
  readonly fault: string | undefined;
}

/** The latest requests, oldest first. */
export interface RequestLog {
  record(entry: Omit<LoggedRequest, 'contactKey'> & { readonly externalId: string | undefined }): void;
  list(externalId?: string): readonly LoggedRequest[];
  clear(): void;
}

/** Older entries are dropped, so that a simulator that runs for days does not grow. */
const LONGEST = 10_000;

export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = [];
  return {
    record: ({ externalId, ...entry }) => {
      entries.push({ ...entry, contactKey: externalId === undefined ? undefined : contactKey(externalId) });
      if (entries.length > LONGEST) entries.shift();
    },
    list: (externalId) => {
      if (externalId === undefined) return [...entries];
      const key = contactKey(externalId);
      return entries.filter((entry) => entry.contactKey === key);
    },
    clear: () => {
      entries.length = 0;
    },
  };
}
