import { asInt } from './amqp-value.ts';
import type { NodeResponse } from './request-node.ts';
import { amqpMessage } from './rhea-internals.ts';

/** How the two nodes spell the parts of an answer. */
const SPELLING = {
  cbs: { code: 'status-code', description: 'status-description', condition: 'error-condition' },
  management: { code: 'statusCode', description: 'statusDescription', condition: 'errorCondition' },
} as const;

/** Encodes the answer to a request with a given message id. */
export function encodeResponse(
  node: keyof typeof SPELLING,
  correlationId: unknown,
  { statusCode, statusDescription, errorCondition, body }: NodeResponse,
): Buffer {
  const { code, description, condition } = SPELLING[node];
  const properties: Record<string, unknown> = { [code]: asInt(statusCode), [description]: statusDescription };
  if (errorCondition !== undefined) properties[condition] = errorCondition;
  return amqpMessage.encode({ correlation_id: correlationId, application_properties: properties, body });
}
