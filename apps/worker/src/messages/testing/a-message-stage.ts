import { Writable } from 'node:stream';
import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { createManualClock } from '@spotler-connector/clock/testing';
import {
  type ActiveSpan,
  createLogger,
  type LogFields,
  type MessageSettled,
} from '@spotler-connector/observability';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import type { Settlement } from '@spotler-connector/service-bus';
import { jobEnding } from '../../jobs/job-ending.ts';
import type { JobRequest, JobWork } from '../../jobs/job-work.ts';
import type { ReconcileRequest } from '../../work/record-work.ts';
import type { ProcessingOptions } from '../process-message.ts';
import { createRecordAdmission } from '../record-admission.ts';

/** The record that messages are about, and another one. */
export const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
export const OTHER_ID = '7d81597f-0f9f-e711-8122-000d3aa2331d';
/** The organization of the environment that is read. */
export const OURS = '0e5ab1d4-ab5c-4f3c-9e1f-0a1b2c3d4e5f';
/** When it all happens. */
export const NOW = Date.parse('2026-11-27T12:00:00.000Z');
/** An address that must come out nowhere. */
export const CANARY = 'canary@example.org';
const decision = { action: 'anonymize', rule: 'deleted', causes: ['deleted'], policyVersion: '1' } as const;
const erased: ReconcileOutcome = {
  kind: 'reconciled',
  decision,
  effect: { kind: 'anonymized', status: 410 },
  attempts: 1,
};

/** The body of a change message, with the canary in it. */
export function aBody(overrides: Record<string, unknown> = {}): Buffer {
  const target = {
    __type: 'Entity:http://schemas.microsoft.com/xrm/2011/Contracts',
    Attributes: [{ key: 'emailaddress1', value: CANARY }],
    Id: ID,
    LogicalName: 'contact',
  };
  const body = {
    MessageName: 'Update',
    PrimaryEntityName: 'contact',
    PrimaryEntityId: ID,
    OrganizationId: OURS,
    InputParameters: [{ key: 'Target', value: target }],
    ...overrides,
  };
  return Buffer.from(JSON.stringify(body));
}

/** A message with that body, delivered for the first time. */
export function aMessage(body: unknown): ServiceBusReceivedMessage {
  const lockedUntilUtc = new Date(NOW + 60_000);
  return { body, lockToken: 'token', lockedUntilUtc, deliveryCount: 0 } as ServiceBusReceivedMessage;
}

/**
 * Everything around a message, with what was settled and what was logged. `reconcile` is the work on records.
 */
export function aStage(
  reconcile: (ref: RecordRef, request: ReconcileRequest) => Promise<ReconcileOutcome> = async () => erased,
) {
  const clock = createManualClock(NOW);
  const carriedOut: [string, JobRequest][] = [];
  const ref = { table: 'contact', id: ID } as const;
  const jobs: JobWork = {
    async carryOut(id, request) {
      carriedOut.push([id, request]);
      const ending = jobEnding({ records: [ref] }, erased, false);
      return { kind: 'carried-out', ref, erasure: erased, followUp: erased, ending };
    },
  };
  const settlements: Settlement[] = [];
  const postponed = { count: 0, isPossible: true };
  const written: string[] = [];
  const measured: MessageSettled[] = [];
  const spans: LogFields[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  const options: ProcessingOptions = {
    receiver: { renewMessageLock: async () => new Date(clock.now() + 60_000) },
    work: { reconcile, size: { waiting: 0, running: 0 } },
    jobs,
    ourOrganizationId: OURS,
    decoding: { jobTable: 'spotler_job' },
    clock,
    maxDeliveryCount: 10,
    settler: {
      settle: async (_message: ServiceBusReceivedMessage, settlement: Settlement) => {
        settlements.push(settlement);
        return 'settled' as const;
      },
    },
    postponement: {
      async postpone() {
        postponed.count += 1;
        return postponed.isPossible;
      },
    },
    place: { evicted: new AbortController().signal, evict() {}, hold() {}, turn: () => undefined },
    admission: createRecordAdmission(),
    telemetry: {
      messageSettled: (message: MessageSettled) => void measured.push(message),
      trace: <T>(_name: string, fields: LogFields, work: (span: ActiveSpan) => Promise<T>) => {
        spans.push({ ...fields });
        return work({ add: (more) => void Object.assign(spans.at(-1) ?? {}, more) });
      },
    },
    logger: createLogger({ level: 'debug', format: 'json', stream }),
  };
  return { options, clock, settlements, postponed, written, measured, spans, carriedOut };
}
