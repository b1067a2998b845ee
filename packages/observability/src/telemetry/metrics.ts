import { ATTEMPTS, DELAYS, DURATIONS } from './bucket-bounds.ts';
import type { Metric } from './metric.ts';

function declare(metric: Metric): Metric {
  return Object.freeze(metric);
}

/**
 * Every metric there is. Names and attributes that begin with `messaging.`, `http.`, `url.`, `error.` or
 * `process.` are OpenTelemetry's; of those the messaging ones are still in development
 * (opentelemetry.io/docs/specs/semconv/messaging), so they may be renamed one day.
 */
export const METRICS = {
  messages: declare({
    name: 'messaging.client.consumed.messages',
    kind: 'counter',
    unit: '{message}',
    meaning: 'Messages that are done with, by how they were settled and what came of them.',
    attributes: [
      'messaging.system',
      'messaging.operation.name',
      'messaging.servicebus.disposition_status',
      'spotler_connector.outcome',
      'spotler_connector.table',
      'spotler_connector.reason',
    ],
  }),
  processDuration: declare({
    name: 'messaging.process.duration',
    kind: 'histogram',
    unit: 's',
    meaning: 'From receiving a message to having settled it.',
    attributes: [
      'messaging.system',
      'messaging.operation.name',
      'messaging.servicebus.disposition_status',
      'spotler_connector.table',
    ],
    buckets: DURATIONS,
  }),
  queueDelay: declare({
    name: 'spotler_connector.message.queue_delay',
    kind: 'histogram',
    unit: 's',
    meaning: 'From when Service Bus took a message in to when the worker received it.',
    attributes: ['messaging.servicebus.disposition_status', 'spotler_connector.table'],
    buckets: DELAYS,
  }),
  secondLooks: declare({
    name: 'spotler_connector.second_look',
    kind: 'counter',
    unit: '{look}',
    meaning:
      'Second looks after an erasure or an unanswered write: `mended` found something that came late, `nothing` ' +
      'found all as it should be, `not-arranged` could not be put into the queue.',
    attributes: ['spotler_connector.outcome'],
  }),
  sweeps: declare({
    name: 'spotler_connector.sweep.findings',
    kind: 'counter',
    unit: '{finding}',
    meaning: 'Findings of sweeps by what mended them. `anonymized`: a promise was broken until then.',
    attributes: ['spotler_connector.outcome'],
  }),
  coalesced: declare({
    name: 'spotler_connector.message.coalesced',
    kind: 'counter',
    unit: '{message}',
    meaning: 'Messages that shared a reconcile with another message.',
    attributes: [],
  }),
  inFlight: declare({
    name: 'spotler_connector.message.in_flight',
    kind: 'gauge',
    unit: '{message}',
    meaning: 'Messages in hand: received and not settled yet.',
    attributes: [],
  }),
  reconciles: declare({
    name: 'spotler_connector.reconciles',
    kind: 'counter',
    unit: '{reconcile}',
    meaning: 'Reconciles, by action, deciding cause and outcome.',
    attributes: [
      'spotler_connector.action',
      'spotler_connector.cause',
      'spotler_connector.outcome',
      'spotler_connector.system',
      'error.type',
    ],
  }),
  reconcileDuration: declare({
    name: 'spotler_connector.reconcile.duration',
    kind: 'histogram',
    unit: 's',
    meaning: 'From the first reading of a record to the last.',
    attributes: ['spotler_connector.action', 'spotler_connector.outcome'],
    buckets: DURATIONS,
  }),
  reconcileAttempts: declare({
    name: 'spotler_connector.reconcile.attempts',
    kind: 'histogram',
    unit: '{attempt}',
    meaning: 'How often a record was read and acted on until it no longer changed meanwhile.',
    attributes: ['spotler_connector.action', 'spotler_connector.outcome'],
    buckets: ATTEMPTS,
  }),
  waiting: declare({
    name: 'spotler_connector.record.waiting',
    kind: 'gauge',
    unit: '{record}',
    meaning: 'Records that wait to be reconciled.',
    attributes: [],
  }),
  running: declare({
    name: 'spotler_connector.record.running',
    kind: 'gauge',
    unit: '{record}',
    meaning: 'Records that are being reconciled.',
    attributes: [],
  }),
  held: declare({
    name: 'spotler_connector.erasures.held',
    kind: 'counter',
    unit: '{contact}',
    meaning:
      'Contacts that were opted out in place of being erased, because the limit on erasures was used up.',
    attributes: ['spotler_connector.table', 'spotler_connector.cause'],
  }),
  policyActing: declare({
    name: 'spotler_connector.policy.acting',
    kind: 'gauge',
    unit: '1',
    meaning: '1 while the policy of this worker is the newest, else 0: then it takes no messages.',
    attributes: [],
  }),
  brakeEngaged: declare({
    name: 'spotler_connector.brake.engaged',
    kind: 'gauge',
    unit: '1',
    meaning: '1 while erasures are held because the limit is used up, else 0.',
    attributes: [],
  }),
  callDuration: declare({
    name: 'http.client.request.duration',
    kind: 'histogram',
    unit: 's',
    meaning: 'Calls of Dataverse and Spotler, each try counted.',
    attributes: [
      'spotler_connector.system',
      'http.request.method',
      'url.template',
      'http.response.status_code',
      'error.type',
    ],
    buckets: DURATIONS,
  }),
  pauses: declare({
    name: 'spotler_connector.intake.pauses',
    kind: 'counter',
    unit: '{pause}',
    meaning: 'How often a system that was down stopped intake.',
    attributes: ['spotler_connector.system'],
  }),
  intakeOpen: declare({
    name: 'spotler_connector.intake.open',
    kind: 'gauge',
    unit: '1',
    meaning: '1 while messages are let in, 0 while a system is down.',
    attributes: [],
  }),
  systemUp: declare({
    name: 'spotler_connector.system.up',
    kind: 'gauge',
    unit: '1',
    meaning: '1 while a system is taken to be up, 0 while it is down.',
    attributes: ['spotler_connector.system'],
  }),
  rebuilds: declare({
    name: 'spotler_connector.receiver.rebuilds',
    kind: 'counter',
    unit: '{rebuild}',
    meaning: 'How often the connection to Service Bus was made anew: old, token refused, or gone silent.',
    attributes: [],
  }),
  memory: declare({
    name: 'process.memory.usage',
    kind: 'gauge',
    unit: 'By',
    meaning: 'Memory that the process holds (resident set).',
    attributes: [],
  }),
  heldBack: declare({
    name: 'spotler_connector.telemetry.held_back',
    kind: 'counter',
    unit: '{value}',
    meaning: 'Values that were not exported because they were not of the right shape. More than 0 is a bug.',
    attributes: ['spotler_connector.attribute'],
  }),
} as const;
