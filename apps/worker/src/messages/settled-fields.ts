import { systemOf } from '@spotler-connector/adapters';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { DecodedMessage } from '@spotler-connector/dataverse';
import type { LogFields } from '@spotler-connector/observability';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import type { MessageOutcome, RecordBug, RecordOutcome } from './message-outcome.ts';
import type { SettledMessage } from './settled-message.ts';

/** The log fields of a message that is done with, its record's included when it names one. Pure. */
export function settledFields(done: SettledMessage): LogFields {
  return { ...outcomeFields(done.outcome), ...messageFields(done), ...originFields(done.decoded) };
}

/** The log fields of a record. Pure. */
export function recordFields({ ref, outcome }: RecordOutcome | RecordBug): LogFields {
  const { table, id } = ref;
  if (outcome.kind === 'unexpected') return { table, recordId: id, ...bugFields(outcome.error) };
  const { decision, attempts } = outcome;
  return {
    table,
    recordId: id,
    attempts,
    action: decision?.action,
    rule: decision?.rule,
    causes: decision && [...decision.causes],
    policyVersion: decision?.policyVersion,
    ...effectFields(outcome),
  };
}

/** The log fields of a message that nothing is known of but its change. Pure. */
export function changeFields(decoded: DecodedMessage | undefined): LogFields {
  if (decoded?.kind === 'job') return { jobId: decoded.id, ...originFields(decoded) };
  if (decoded?.kind !== 'change') return {};
  const [record, ...others] = decoded.records;
  const one = others.length === 0;
  return {
    table: record?.table,
    recordId: one ? record?.id : undefined,
    count: decoded.records.length,
    ...originFields(decoded),
  };
}

function messageFields({
  message,
  settlement,
  settled,
  queueDelayMs,
  durationMs,
}: SettledMessage): LogFields {
  return {
    settlement: settled === 'lock-lost' ? 'lock-lost' : settlement.kind,
    reason: settlement.kind === 'dead-letter' ? settlement.reason : undefined,
    dryRun: settled === 'none' ? true : undefined,
    sequenceNumber: message.sequenceNumber?.toString(),
    deliveryCount: (message.deliveryCount ?? 0) + 1,
    queueDelayMs,
    durationMs,
  };
}

function originFields(decoded: DecodedMessage): LogFields {
  if (decoded.kind !== 'change' && decoded.kind !== 'job') return {};
  const { messageName, correlationId, operationId } = decoded;
  return { messageName, correlationId: correlationId ?? undefined, operationId: operationId ?? undefined };
}

function outcomeFields(outcome: MessageOutcome): LogFields {
  const { kind } = outcome;
  switch (kind) {
    case 'reconciled': {
      const [record, ...others] = outcome.records;
      const one = record !== undefined && others.length === 0;
      return one ? recordFields(record) : { outcome: kind, count: outcome.records.length };
    }
    case 'job':
      return { ...jobFields(outcome.outcome), jobId: outcome.jobId };
    case 'unexpected': {
      const { error, jobId, records } = outcome;
      const [record, ...others] = records;
      if (record !== undefined && others.length === 0) return { ...recordFields(record), jobId };
      return { ...bugFields(error), jobId, count: records.length };
    }
    case 'malformed':
    case 'foreign-organization':
    case 'interrupted':
      return { outcome: kind };
    case 'ignored':
      return {
        outcome: kind,
        entity: outcome.table ?? undefined,
        messageName: outcome.messageName ?? undefined,
      };
  }
}

function jobFields(outcome: Extract<MessageOutcome, { kind: 'job' }>['outcome']): LogFields {
  switch (outcome.kind) {
    case 'carried-out':
      return jobRecordFields(outcome.ref, outcome.erasure);
    case 'finished-before':
      return jobRecordFields(outcome.ref, outcome.followUp);
    case 'failed':
      return effectFields({ ...outcome, attempts: 0 });
    case 'withdrawn':
    case 'left':
    case 'refused':
      return { outcome: outcome.kind };
  }
}

function jobRecordFields(ref: RecordRef, outcome: ReconcileOutcome | undefined): LogFields {
  if (outcome !== undefined) return recordFields({ ref, outcome });
  return { table: ref.table, recordId: ref.id, outcome: 'interrupted' };
}

function effectFields(outcome: ReconcileOutcome): LogFields {
  switch (outcome.kind) {
    case 'reconciled': {
      const { effect } = outcome;
      if (!('status' in effect)) return { outcome: effect.kind };
      return { outcome: effect.kind, spotlerStatus: effect.status, readBack: 'gone' };
    }
    case 'not-erased':
      return { outcome: outcome.kind, readBack: 'present' };
    case 'unsettled':
      return { outcome: outcome.kind };
    case 'blocked':
      return { outcome: outcome.kind, precondition: outcome.precondition };
    case 'failed': {
      const { failure, precondition } = outcome;
      const { kind, status, code: errorCode, property } = failure;
      const system = systemOf(failure);
      return { outcome: outcome.kind, system, kind, status, errorCode, property, precondition };
    }
  }
}

/** The class of the error and its stack frames, never its text: that may hold anything. */
function bugFields(error: unknown): LogFields {
  const named = typeof error === 'object' && error !== null && 'name' in error;
  return { outcome: 'unexpected', errorName: named ? String(error.name) : undefined, error };
}
