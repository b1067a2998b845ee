import type { PropertyValue, SystemProperty } from '../semantics/message.ts';
import { Refusal } from '../semantics/refusal.ts';
import {
  type CorrelationFilter,
  type Rule,
  type RuleFilter,
  sqlAction,
  sqlFilter,
} from '../semantics/rule.ts';
import { SCHEMA_INSTANCE, SERVICE_BUS } from './entity-description.ts';
import { element, listOf, nodeOf, textOf, type XmlElement, type XmlNode, type XmlValue } from './xml.ts';

const FIELDS: readonly (readonly [string, SystemProperty])[] = [
  ['CorrelationId', 'correlationId'],
  ['MessageId', 'messageId'],
  ['To', 'to'],
  ['ReplyTo', 'replyTo'],
  ['Label', 'subject'],
  ['SessionId', 'sessionId'],
  ['ReplyToSessionId', 'replyToSessionId'],
  ['ContentType', 'contentType'],
];

/** Reads a rule; refuses what cannot be understood. */
export function readRule(name: string, description: XmlNode): Rule {
  const action = nodeOf(description['Action']);
  const expression = textOf(action?.['SqlExpression']);
  return {
    name,
    filter: readFilter(nodeOf(description['Filter']) ?? {}),
    action: expression === undefined ? undefined : sqlAction(expression),
  };
}

function readFilter(filter: XmlNode): RuleFilter {
  refuseParameters(filter['Parameters']);
  switch (textOf(filter['@type'])) {
    case 'TrueFilter':
      return { kind: 'true' };
    case 'FalseFilter':
      return { kind: 'false' };
    case 'SqlFilter':
      return sqlFilter(textOf(filter['SqlExpression']) ?? '');
    case 'CorrelationFilter':
      return readCorrelation(filter);
    default:
      throw new Refusal('com.microsoft:argument-error', 'A rule needs a filter.');
  }
}

function refuseParameters(parameters: XmlValue): void {
  if (listOf(nodeOf(parameters)?.['KeyValueOfstringanyType']).length > 0)
    throw new Refusal('com.microsoft:argument-error', 'Parameters of an SQL expression are not supported.');
}

function readCorrelation(filter: XmlNode): CorrelationFilter {
  const system = new Map<SystemProperty, PropertyValue>();
  for (const [name, property] of FIELDS) {
    const value = textOf(filter[name]);
    if (value !== undefined) system.set(property, value);
  }
  const pairs = listOf(nodeOf(filter['Properties'])?.['KeyValueOfstringanyType']);
  const application = new Map(
    pairs.map((pair): [string, PropertyValue] => {
      const { Key, Value } = nodeOf(pair) ?? {};
      return [textOf(Key) ?? '', readValue(Value)];
    }),
  );
  if (system.size + application.size === 0)
    throw new Refusal('com.microsoft:argument-error', 'A correlation filter needs at least one property.');
  return { kind: 'correlation', system, application };
}

/** A value's type has the prefix of a namespace before it. */
function readValue(value: XmlValue): PropertyValue {
  const text = textOf(value) ?? '';
  const type = textOf(nodeOf(value)?.['@type'])?.replace(/^.*:/, '');
  if (type === 'boolean') return text === 'true';
  if (type === 'dateTime') return new Date(text);
  if (type === 'long' && !Number.isSafeInteger(Number(text))) return BigInt(text);
  const isNumber = ['int', 'long', 'double', 'short', 'byte', 'float', 'decimal'].includes(type ?? '');
  return isNumber ? Number(text) : text;
}

/** The description of a rule. */
export function describeRule({ name, filter, action }: Rule, createdAt: number): XmlElement {
  const actionType = action === undefined ? 'EmptyRuleAction' : 'SqlRuleAction';
  return element(
    'RuleDescription',
    [
      describeFilter(filter),
      element('Action', sqlElements(action?.expression), { 'i:type': actionType }),
      element('CreatedAt', new Date(createdAt).toISOString()),
      element('Name', name),
    ],
    { xmlns: SERVICE_BUS, 'xmlns:i': SCHEMA_INSTANCE },
  );
}

function sqlElements(expression: string | undefined): XmlElement[] {
  if (expression === undefined) return [];
  return [element('SqlExpression', expression), element('CompatibilityLevel', 20)];
}

function describeFilter(filter: RuleFilter): XmlElement {
  switch (filter.kind) {
    case 'true':
      return element('Filter', sqlElements('1=1'), { 'i:type': 'TrueFilter' });
    case 'false':
      return element('Filter', sqlElements('1=0'), { 'i:type': 'FalseFilter' });
    case 'sql':
      return element('Filter', sqlElements(filter.expression), { 'i:type': 'SqlFilter' });
    case 'correlation':
      return element('Filter', correlationElements(filter), { 'i:type': 'CorrelationFilter' });
  }
}

function correlationElements({ system, application }: CorrelationFilter): (XmlElement | undefined)[] {
  const pairs = [...application].map(([key, value]) =>
    element('KeyValueOfstringanyType', [element('Key', key), describeValue(value)]),
  );
  return [
    ...FIELDS.map(([name, property]) => {
      const value = system.get(property);
      return value === undefined ? undefined : element(name, String(value));
    }),
    pairs.length === 0 ? undefined : element('Properties', pairs),
  ];
}

function describeValue(value: PropertyValue): XmlElement {
  const [type, text] = typeAndText(value);
  return element('Value', text, {
    'i:type': `d6p1:${type}`,
    'xmlns:d6p1': 'http://www.w3.org/2001/XMLSchema',
  });
}

function typeAndText(value: PropertyValue): [string, string] {
  if (value instanceof Date) return ['dateTime', value.toISOString()];
  if (value instanceof Uint8Array) return ['base64Binary', Buffer.from(value).toString('base64')];
  if (typeof value === 'number') return [Number.isInteger(value) ? 'int' : 'double', String(value)];
  if (typeof value === 'bigint') return ['long', String(value)];
  return [typeof value === 'boolean' ? 'boolean' : 'string', String(value ?? '')];
}
