import type { PropertyValue, SystemProperty } from '../semantics/message.ts';
import type { Route } from '../semantics/namespace.ts';
import { Refusal } from '../semantics/refusal.ts';
import { type Rule, type RuleFilter, sqlAction, sqlFilter } from '../semantics/rule.ts';
import { Subscription } from '../semantics/subscription.ts';
import { asDescribedList } from './amqp-value.ts';
import { isRecord, recordField } from './frame-fields.ts';
import type { OperationRequest, OperationResult } from './management-operation.ts';
import { readNumber, readOptionalText, readText } from './management-request.ts';
import { amqpTypes, type FrameFields } from './rhea-internals.ts';

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

export function addRule({ route, body }: OperationRequest): OperationResult {
  const description = recordField(body, 'rule-description');
  const action = readOptionalText(recordField(description, 'sql-rule-action'), 'expression');
  subscriptionOf(route).addRule({
    name: readText(body, 'rule-name'),
    filter: readFilter(description),
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

function readFilter(description: FrameFields): RuleFilter {
  const sql = description['sql-filter'];
  if (isRecord(sql)) return sqlFilter(readText(sql, 'expression'));
  const fields = description['correlation-filter'];
  if (!isRecord(fields)) throw new Refusal('com.microsoft:argument-error', 'A rule needs a filter.');
  const system = new Map<SystemProperty, PropertyValue>();
  for (const [name, property] of FIELDS) {
    const value = readOptionalText(fields, name);
    if (value !== undefined) system.set(property, value);
  }
  return { kind: 'correlation', system, application: readApplicationProperties(fields) };
}

function readApplicationProperties(fields: FrameFields): Map<string, PropertyValue> {
  const properties = new Map<string, PropertyValue>();
  for (const [name, value] of Object.entries(recordField(fields, 'properties'))) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      properties.set(name, value);
    else if (value instanceof Date) properties.set(name, value.getTime());
  }
  return properties;
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
        amqpTypes.wrap(Object.fromEntries(filter.application)),
      ]);
  }
}
