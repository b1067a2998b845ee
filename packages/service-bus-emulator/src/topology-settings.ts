import type { CreateQueueOptions } from './entity-options.ts';
import type { PropertyValue, SystemProperty } from './semantics/message.ts';
import { type Rule, type RuleFilter, sqlAction, sqlFilter } from './semantics/rule.ts';
import type { TopologyProperties, TopologyRule } from './topology-codec.ts';

/** Leaves out what is not set, so that the defaults apply. */
function defined(options: Record<string, unknown>): CreateQueueOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** The options that a topology's properties mean. */
export function optionsFrom(properties: TopologyProperties = {}): CreateQueueOptions {
  return defined({
    lockDuration: properties.LockDuration,
    maxDeliveryCount: properties.MaxDeliveryCount,
    requiresSession: properties.RequiresSession,
    requiresDuplicateDetection: properties.RequiresDuplicateDetection,
    duplicateDetectionHistoryTimeWindow: properties.DuplicateDetectionHistoryTimeWindow,
    defaultMessageTimeToLive: properties.DefaultMessageTimeToLive,
    deadLetteringOnMessageExpiration: properties.DeadLetteringOnMessageExpiration,
    forwardTo: properties.ForwardTo,
    forwardDeadLetteredMessagesTo: properties.ForwardDeadLetteredMessagesTo,
  });
}

const SYSTEM: ReadonlyMap<string, SystemProperty> = new Map([
  ['ContentType', 'contentType'],
  ['CorrelationId', 'correlationId'],
  ['Label', 'subject'],
  ['MessageId', 'messageId'],
  ['ReplyTo', 'replyTo'],
  ['ReplyToSessionId', 'replyToSessionId'],
  ['SessionId', 'sessionId'],
  ['Subject', 'subject'],
  ['To', 'to'],
]);

/** The rule that a topology describes. Throws for SQL that cannot be understood. */
export function ruleFrom({ Name, Properties = {} }: TopologyRule): Rule {
  const expression = Properties.Action?.SqlExpression;
  return {
    name: Name,
    filter: filterFrom(Properties),
    action: expression === undefined ? undefined : sqlAction(expression),
  };
}

function filterFrom(properties: NonNullable<TopologyRule['Properties']>): RuleFilter {
  if (properties.SqlFilter !== undefined) return sqlFilter(properties.SqlFilter.SqlExpression);
  const { Properties: application = {}, ...fields } = properties.CorrelationFilter ?? {};
  const system = new Map<SystemProperty, PropertyValue>();
  for (const [name, value] of Object.entries(fields)) {
    const property = SYSTEM.get(name);
    if (property !== undefined && typeof value === 'string') system.set(property, value);
  }
  return { kind: 'correlation', system, application: new Map(Object.entries(application)) };
}
