import { type CreateQueueOptions, entityStatus, settingsFrom } from '../entity-options.ts';
import { formatIsoDuration } from '../iso-duration.ts';
import type { EntityTimes } from '../protocol/entity-times.ts';
import type { Entity } from '../semantics/namespace.ts';
import { QueueEntity, type RuntimeCounts } from '../semantics/queue-entity.ts';
import type { QueueSettings } from '../semantics/queue-settings.ts';
import { Refusal } from '../semantics/refusal.ts';
import { Subscription } from '../semantics/subscription.ts';
import { element, textOf, type XmlElement, type XmlNode } from './xml.ts';

/** An entity with its counts and times. */
export interface DescribedEntity {
  readonly entity: Entity;
  readonly counts: RuntimeCounts;
  readonly times: EntityTimes;
  /** How the client reached us, for addresses in the answer. */
  readonly baseUrl: string;
}

/** The service's own names for the kinds of entity. */
export type DescriptionName = 'QueueDescription' | 'TopicDescription' | 'SubscriptionDescription';

export function descriptionNameOf(entity: Entity): DescriptionName {
  if (entity instanceof Subscription) return 'SubscriptionDescription';
  return entity instanceof QueueEntity ? 'QueueDescription' : 'TopicDescription';
}

/** Elements that would change what a test sees, and that are not supported unless they say no. */
const UNSUPPORTED = ['EnablePartitioning', 'EnableExpress', 'EnableSubscriptionPartitioning'];

/** Reads a description into settings; refuses what is not valid or not supported. */
export function settingsOf(description: XmlNode): QueueSettings {
  for (const name of UNSUPPORTED) {
    if (textOf(description[name]) === 'true')
      throw new Refusal('com.microsoft:argument-error', `${name} is not supported.`);
  }
  if (typeof description['AuthorizationRules'] === 'object')
    throw new Refusal('com.microsoft:argument-error', 'AuthorizationRules are not supported.');
  try {
    return settingsFrom(optionsOf((name) => textOf(description[name])));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Refusal('com.microsoft:argument-error', error.message);
  }
}

function optionsOf(text: (name: string) => string | undefined): CreateQueueOptions {
  const flag = (name: string): boolean => text(name) === 'true';
  const number = (name: string): number | undefined => {
    const value = text(name);
    return value === undefined ? undefined : Number(value);
  };
  return {
    lockDuration: text('LockDuration'),
    maxDeliveryCount: number('MaxDeliveryCount'),
    requiresSession: flag('RequiresSession'),
    requiresDuplicateDetection: flag('RequiresDuplicateDetection'),
    duplicateDetectionHistoryTimeWindow: text('DuplicateDetectionHistoryTimeWindow'),
    defaultMessageTimeToLive: text('DefaultMessageTimeToLive'),
    deadLetteringOnMessageExpiration: flag('DeadLetteringOnMessageExpiration'),
    maxMessageSizeInKilobytes: number('MaxMessageSizeInKilobytes'),
    maxSizeInMegabytes: number('MaxSizeInMegabytes'),
    forwardTo: text('ForwardTo'),
    forwardDeadLetteredMessagesTo: text('ForwardDeadLetteredMessagesTo'),
    autoDeleteOnIdle: text('AutoDeleteOnIdle'),
    userMetadata: text('UserMetadata'),
    status: entityStatus(text('Status')),
  };
}

const DEFAULT_WINDOW = 10 * 60_000;

/** The description of an entity, with its counts and times. */
export function describe(described: DescribedEntity): XmlElement {
  const { entity } = described;
  const { settings } = entity;
  const isQueue = entity instanceof QueueEntity && !(entity instanceof Subscription);
  return element(
    descriptionNameOf(entity),
    [
      ...(entity instanceof QueueEntity ? queueElements(settings) : []),
      element('DefaultMessageTimeToLive', formatIsoDuration(settings.defaultTimeToLive)),
      ...(entity instanceof Subscription ? [] : sizeElements(settings)),
      element('EnableBatchedOperations', true),
      ...countElements(described),
      element('Status', settings.status),
      forward('ForwardTo', settings.forwardTo, described),
      element('UserMetadata', settings.userMetadata ?? ''),
      ...timeElements(described.times),
      entity instanceof QueueEntity ? undefined : element('SubscriptionCount', entity.subscriptions.size),
      element('AutoDeleteOnIdle', formatIsoDuration(settings.autoDeleteOnIdle)),
      entity instanceof Subscription ? undefined : element('EnablePartitioning', false),
      element('EntityAvailabilityStatus', 'Available'),
      entity instanceof Subscription ? undefined : element('EnableExpress', false),
      forward('ForwardDeadLetteredMessagesTo', settings.forwardDeadLettersTo, described),
      isQueue || !(entity instanceof QueueEntity)
        ? element('MaxMessageSizeInKilobytes', settings.maxMessageBytes / 1024)
        : undefined,
    ],
    { xmlns: SERVICE_BUS, 'xmlns:i': SCHEMA_INSTANCE },
  );
}

export const SERVICE_BUS = 'http://schemas.microsoft.com/netservices/2010/10/servicebus/connect';
export const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

function queueElements(settings: QueueSettings): XmlElement[] {
  return [
    element('LockDuration', formatIsoDuration(settings.lockDuration)),
    element('RequiresSession', settings.requiresSession),
    element('DeadLetteringOnMessageExpiration', settings.deadLetteringOnExpiration),
    element('DeadLetteringOnFilterEvaluationExceptions', false),
    element('MaxDeliveryCount', settings.maxDeliveryCount),
  ];
}

function sizeElements({ maxEntityBytes, duplicateWindow }: QueueSettings): XmlElement[] {
  return [
    element('MaxSizeInMegabytes', maxEntityBytes / 1024 ** 2),
    element('RequiresDuplicateDetection', duplicateWindow !== undefined),
    element('DuplicateDetectionHistoryTimeWindow', formatIsoDuration(duplicateWindow ?? DEFAULT_WINDOW)),
    element('SupportOrdering', true),
  ];
}

function countElements({ counts }: DescribedEntity): XmlElement[] {
  const details = [
    ['ActiveMessageCount', counts.activeMessageCount],
    ['DeadLetterMessageCount', counts.deadLetterMessageCount],
    ['ScheduledMessageCount', counts.scheduledMessageCount],
    ['TransferMessageCount', counts.transferMessageCount],
    ['TransferDeadLetterMessageCount', counts.transferDeadLetterMessageCount],
  ] as const;
  return [
    element('SizeInBytes', counts.sizeInBytes),
    element('MessageCount', counts.totalMessageCount),
    element(
      'CountDetails',
      details.map(([name, count]) => element(`d2p1:${name}`, count)),
      { 'xmlns:d2p1': 'http://schemas.microsoft.com/netservices/2011/06/servicebus' },
    ),
  ];
}

function timeElements({ createdAt, updatedAt, accessedAt }: EntityTimes): XmlElement[] {
  return [
    element('CreatedAt', new Date(createdAt).toISOString()),
    element('UpdatedAt', new Date(updatedAt).toISOString()),
    element('AccessedAt', new Date(accessedAt).toISOString()),
  ];
}

function forward(
  name: string,
  target: string | undefined,
  { baseUrl }: DescribedEntity,
): XmlElement | undefined {
  return target === undefined ? undefined : element(name, `${baseUrl}${target}`);
}
