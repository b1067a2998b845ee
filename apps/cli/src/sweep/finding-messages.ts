import type { ServiceBusMessage } from '@azure/service-bus';
import { jobLookMessage, lookMessage } from '@spotler-connector/dataverse';
import type { Finding } from '@spotler-connector/sweep';

/** Options of messages about findings. */
export interface MessageFacts {
  /** The environment that the records are in, in lower case. */
  readonly organizationId: string;
  /** The table of Spotler Jobs; `undefined` when there are none. */
  readonly jobTable: string | undefined;
  /** Whether a column holds the contacts' ids: then a record that is gone does not tell its contact's. */
  readonly hasIdColumn: boolean;
}

/** The message by which a worker looks at what was found; undefined where there is nothing to look at. */
export function messageAbout(finding: Finding, facts: MessageFacts): ServiceBusMessage | undefined {
  const { ref, contactId, orderId } = finding;
  const { organizationId, jobTable, hasIdColumn } = facts;
  if (orderId !== undefined && jobTable !== undefined) {
    return asMessage(jobLookMessage(jobTable, orderId, { organizationId }));
  }
  if (ref === undefined) return undefined;
  const told = hasIdColumn || contactId !== ref.id ? contactId : undefined;
  return asMessage(lookMessage({ ref, reason: 'sweep', organizationId, contactId: told }));
}

function asMessage(body: unknown): ServiceBusMessage {
  return { body: Buffer.from(JSON.stringify(body)), contentType: 'application/json' };
}
