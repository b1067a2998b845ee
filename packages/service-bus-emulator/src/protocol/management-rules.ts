import type { FrameFields } from '../amqp/composite.ts';
import { readValue } from '../amqp/read-value.ts';
import { amqpTypes, type Typed } from '../amqp/rhea-types.ts';
import type { PropertyValue, SystemProperty } from '../semantics/message.ts';
import type { Route } from '../semantics/namespace.ts';
import { Refusal } from '../semantics/refusal.ts';
import {
  type CorrelationFilter,
  type Rule,
  type RuleFilter,
  sqlAction,
  sqlFilter,
} from '../semantics/rule.ts';
import { Subscription } from '../semantics/subscription.ts';
import { asDescribedList, encodeValue, typedEntries } from './amqp-value.ts';
import { comparableTyped } from './comparable-value.ts';
import { isRecord, recordField } from './frame-fields.ts';
import type { OperationRequest, OperationResult } from './management-operation.ts';
import { readNumber, readOptionalText, readText } from './management-request.ts';

/** Descriptors of lists in the answers. Those of the filters are one digit shorter than the others. */
const DESCRIPTOR = {
  rule: 0x13700000004,
  emptyAction: 0x13700000005,
  sqlAction: 0x13700000006,
  sqlFilter: 0x1370000006,
  trueFilter: 0x1370000007,
  falseFilter: 0x1370000008,
  correlationFilter: 0x1370000009,
} as const;

/** The fields of a correlation filter, in the order of the answer's list, by their names in a request. */
const FIELDS: readonly (readonly [string, SystemProperty])[] = [
  ['correlation-id', 'correlationId'],
  ['message-id', 'messageId'],
  ['to', 'to'],
  ['reply-to', 'replyTo'],
  ['label', 'subject'],
  ['session-id', 'sessionId'],
  ['reply-to-session-id', 'replyToSessionId'],
  ['content-type', 'contentType'],
];

function subscriptionOf({ entity }: Route): Subscription {
  if (entity instanceof Subscription) return entity;
  throw new Refusal('amqp:not-allowed', `'${entity.path}' is not a subscription and has no rules.`);
}

export function addRule({ route, body, typedBody }: OperationRequest): OperationResult {
  const description = recordField(body, 'rule-description');
  const action = readOptionalText(recordField(description, 'sql-rule-action'), 'expression');
  subscriptionOf(route).addRule({
    name: readText(body, 'rule-name'),
    filter: readFilter(description, typedBody().get('rule-description')),
    action: action === undefined ? undefined : sqlAction(action),
  });
  return {};
}

export function removeRule({ route, body }: OperationRequest): OperationResult {
  subscriptionOf(route).removeRule(readText(body, 'rule-name'));
  return {};
}

export function enumerateRules({ route, body }: OperationRequest): OperationResult {
  const skip = readNumber(body, 'skip');
  const rules = subscriptionOf(route).rules.slice(skip, skip + readNumber(body, 'top'));
  if (rules.length === 0) return undefined;
  return { rules: rules.map((rule) => ({ 'rule-description': encodeRule(rule) })) };
}

function readFilter(description: FrameFields, typed: Typed | undefined): RuleFilter {
  const sql = description['sql-filter'];
  if (isRecord(sql)) return sqlFilter(readText(sql, 'expression'));
  const fields = description['correlation-filter'];
  if (!isRecord(fields)) throw new Refusal('com.microsoft:argument-error', 'A rule needs a filter.');
  const system = new Map<SystemProperty, PropertyValue>();
  for (const [name, property] of FIELDS) {
    const value = readOptionalText(fields, name);
    if (value !== undefined) system.set(property, value);
  }
  const properties = typedEntries(
    typedEntries(typedEntries(typed).get('correlation-filter')).get('properties'),
  );
  return {
    kind: 'correlation',
    system,
    application: new Map([...properties].map(([name, value]) => [name, comparableTyped(value)])),
    encoded: new Map([...properties].map(([name, value]) => [name, encodeValue(value)])),
  };
}

/** Values as they came, or as they would be written when the rule came from elsewhere. */
function encodedProperties({ application, encoded }: CorrelationFilter): [string, unknown][] {
  return [...application].map(([name, value]) => {
    const bytes = encoded?.get(name);
    return [name, bytes === undefined ? (value ?? null) : readValue(Buffer.from(bytes))];
  });
}

function encodeRule({ name, filter, action }: Rule): object {
  return asDescribedList(DESCRIPTOR.rule, [
    encodeFilter(filter),
    action === undefined
      ? asDescribedList(DESCRIPTOR.emptyAction, [])
      : asDescribedList(DESCRIPTOR.sqlAction, [action.expression]),
    name,
  ]);
}

function encodeFilter(filter: RuleFilter): object {
  switch (filter.kind) {
    case 'true':
      return asDescribedList(DESCRIPTOR.trueFilter, []);
    case 'false':
      return asDescribedList(DESCRIPTOR.falseFilter, []);
    case 'sql':
      return asDescribedList(DESCRIPTOR.sqlFilter, [filter.expression]);
    case 'correlation':
      return asDescribedList(DESCRIPTOR.correlationFilter, [
        ...FIELDS.map(([, property]) => filter.system.get(property)),
        amqpTypes.wrap(Object.fromEntries(encodedProperties(filter))),
      ]);
  }
}
