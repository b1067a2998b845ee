import type { DecodedMessage } from '@spotler-connector/dataverse';
import { decodeQueueMessage } from '@spotler-connector/service-bus';
import type { Peeker } from '../dead-letter/queue/peek-messages.ts';
import { type Finding, failed, ok } from './finding.ts';

const AREA = 'Service Bus';
/** Enough to tell whether another environment sends to the queue. */
const SAMPLE = 250;

/** The first messages that wait, and the organization that they should come from. */
export interface MessagesUnderCheck {
  /** Looks at the messages that wait. */
  readonly messages: Peeker;
  /** The organization of DATAVERSE_URL, in lower case. */
  readonly organizationId: string;
}

/**
 * Whether waiting messages come from the configured environment. A copy of an environment keeps its service
 * endpoint, and so sends to the same queue.
 */
export async function checkOrganization({
  messages,
  organizationId,
}: MessagesUnderCheck): Promise<Finding[]> {
  const peeked = await messages.peekMessages(SAMPLE);
  const senders = peeked.map((message) => organizationOf(decodeQueueMessage(message)));
  const foreign = senders.filter((sender) => sender !== null && sender !== organizationId);
  if (foreign.length > 0) {
    return [
      failed(
        AREA,
        `${foreign.length} of ${peeked.length} waiting messages come from another Dataverse environment ` +
          `(organization ${[...new Set(foreign)].join(', ')}; this one is ${organizationId}).`,
        'If that is a copy of this environment, take its steps out with dataverse unregister. If it is the right one, ' +
          'correct DATAVERSE_URL. The worker dead-letters such messages as ForeignOrganization.',
      ),
    ];
  }
  return peeked.length === 0 ? [] : [ok(AREA, 'Waiting messages come from this Dataverse environment.')];
}

function organizationOf(decoded: DecodedMessage): string | null {
  return 'organizationId' in decoded ? (decoded.organizationId?.toLowerCase() ?? null) : null;
}
