import { composite } from '../amqp/composite.ts';
import { SECTION_LIST } from '../amqp/composites.ts';
import { amqpTypes, type Typed } from '../amqp/rhea-types.ts';
import { asInt, asSymbol, encodeValue } from './amqp-value.ts';
import { SECTION } from './raw-amqp.ts';
import type { NodeResponse } from './request-node.ts';

/** How the two nodes spell the parts of an answer. */
const SPELLING = {
  cbs: { code: 'status-code', description: 'status-description', condition: 'error-condition' },
  management: { code: 'statusCode', description: 'statusDescription', condition: 'errorCondition' },
} as const;

/** Encodes the answer to a request with a given message id. */
export function encodeResponse(
  node: keyof typeof SPELLING,
  correlationId: Typed | undefined,
  { statusCode, statusDescription, errorCondition, body }: NodeResponse,
): Buffer {
  const { code, description, condition } = SPELLING[node];
  const properties: Record<string, unknown> = { [code]: asInt(statusCode), [description]: statusDescription };
  // The .NET client insists on a symbol.
  if (errorCondition !== undefined) properties[condition] = asSymbol(errorCondition);
  return Buffer.concat([
    encodeValue(composite(SECTION_LIST.properties, { correlation_id: correlationId }).described()),
    encodeSection(SECTION.applicationProperties, properties),
    encodeSection(SECTION.value, body),
  ]);
}

function encodeSection(code: number, value: unknown): Buffer {
  return encodeValue(amqpTypes.described(amqpTypes.wrap_ulong(code), amqpTypes.wrap(value)));
}
