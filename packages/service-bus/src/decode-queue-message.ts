import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { type DecodedMessage, decodeChangeMessage, type MessageContext } from '@spotler-connector/dataverse';

/** The configuration that tells jobs and external ids from the rest. */
export type DecodingOptions = Pick<MessageContext, 'jobTable' | 'externalIdColumn'>;

/**
 * Reads a queue message as a change message of Dataverse's. Never throws, whatever a sender put into the
 * message: what can't be understood is `malformed`.
 */
export function decodeQueueMessage(
  message: Pick<ServiceBusReceivedMessage, 'body' | 'contentType' | 'applicationProperties'>,
  options: DecodingOptions = {},
): DecodedMessage {
  const { contentType, applicationProperties } = message;
  return decodeChangeMessage(bodyBytes(message), {
    ...options,
    // Whatever a sender put there comes through.
    contentType: typeof contentType === 'string' ? contentType : undefined,
    applicationProperties,
  });
}

/**
 * Returns a message's body as bytes. A data section, which is what Dataverse sends, arrives as bytes; text
 * and values of other senders become JSON, and what JSON does not know becomes nothing. Never throws.
 */
export function bodyBytes({ body }: Pick<ServiceBusReceivedMessage, 'body'>): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : jsonOf(body));
}

/** Large integers and circular values have no JSON: then the message can't be understood. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
