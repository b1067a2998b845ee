import type { Attributes, AttributeValue } from '@opentelemetry/api';
import type { Printable } from '../shape.ts';

/** The conventions' names for fields of a log line. Every other field has a name of our own. */
const CONVENTIONAL: ReadonlyMap<string, string> = new Map([
  ['correlationId', 'messaging.message.conversation_id'],
  ['deliveryCount', 'messaging.servicebus.message.delivery_count'],
  ['entity', 'messaging.destination.name'],
  ['status', 'http.response.status_code'],
  ['errorName', 'error.type'],
]);

/** Gives fields that may be printed the names that a span has for them. */
export function spanAttributes(fields: ReadonlyMap<string, Printable>): Attributes {
  const attributes: Attributes = {};
  for (const [field, value] of fields) {
    if (field === 'endpoint') Object.assign(attributes, endpointAttributes(String(value)));
    else if (field === 'error') Object.assign(attributes, errorAttributes(value));
    else if (isAttributeValue(value)) attributes[spanAttributeName(field)] = value;
  }
  return attributes;
}

/** `messaging.message.conversation_id` for `correlationId`, `spotler_connector.record_id` for `recordId`. */
export function spanAttributeName(field: string): string {
  const ours = field.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
  return CONVENTIONAL.get(field) ?? `spotler_connector.${ours}`;
}

function endpointAttributes(endpoint: string): Attributes {
  const [method, template] = endpoint.split(' ');
  if (template === undefined) return { 'server.address': endpoint };
  return { 'http.request.method': method, 'url.template': template };
}

function errorAttributes(error: Printable): Attributes {
  const named = typeof error === 'object' && 'name' in error;
  return { 'error.type': named ? String(error.name) : 'Error' };
}

function isAttributeValue(value: Printable): value is Printable & AttributeValue {
  return Array.isArray(value) ? value.every((each) => typeof each === 'string') : typeof value !== 'object';
}
