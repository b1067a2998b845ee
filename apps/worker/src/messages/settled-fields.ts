import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { DecodedMessage } from '@spotler-connector/dataverse';
import type { LogFields } from '@spotler-connector/observability';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import type { JobOutcome } from '../jobs/job-outcome.ts';
import type { MessageOutcome, RecordOutcome } from './message-outcome.ts';
import type { SettledMessage } from './settled-message.ts';

/** What there is to say of a message that is done with, its record included when it names one. Pure. */
export function settledFields(done: SettledMessage): LogFields {
  return { ...aboutOutcome(done.outcome), ...aboutMessage(done), ...aboutOrigin(done.decoded) };
}

/** What there is to say of a record. Pure. */
export function recordFields({ ref, outcome }: RecordOutcome): LogFields {
  return {
    table: ref.table,
    recordId: ref.id,
    attempts: outcome.attempts,
    ...aboutDecision(outcome),
    ...aboutEffect(outcome),
  };
}

function aboutMessage({ message, settlement, settled, queueDelayMs, durationMs }: SettledMessage): LogFields {
  return {
    settlement: settled === 'lock-lost' ? 'lock-lost' : settlement.kind,
    ...(settlement.kind === 'dead-letter' && { reason: settlement.reason }),
    ...(settled === 'none' && { dryRun: true }),
    sequenceNumber: message.sequenceNumber?.toString(),
    deliveryCount: (message.deliveryCount ?? 0) + 1,
    queueDelayMs,
    durationMs,
  };
}

function aboutOrigin(decoded: DecodedMessage): LogFields {
  if (decoded.kind !== 'change' && decoded.kind !== 'job') return {};
  const { messageName, correlationId, operationId } = decoded;
  return {
    messageName,
    ...(correlationId !== null && { correlationId }),
    ...(operationId !== null && { operationId }),
  };
}

function aboutOutcome(outcome: MessageOutcome): LogFields {
  switch (outcome.kind) {
    case 'reconciled': {
      const [first, ...others] = outcome.records;
      const one = first !== undefined && others.length === 0;
      return one ? recordFields(first) : { outcome: outcome.kind, count: outcome.records.length };
    }
    case 'job':
      return { ...aboutJob(outcome.outcome), jobId: outcome.jobId };
    case 'unexpected':
      return { outcome: outcome.kind, errorName: outcome.errorName };
    case 'malformed':
    case 'interrupted':
      return { outcome: outcome.kind };
    case 'ignored':
      return {
        outcome: outcome.kind,
        ...(outcome.table !== null && { entity: outcome.table }),
        ...(outcome.messageName !== null && { messageName: outcome.messageName }),
      };
  }
}

function aboutJob(outcome: JobOutcome): LogFields {
  switch (outcome.kind) {
    case 'carried-out':
      return aboutTurn(outcome.ref, outcome.erasure);
    case 'finished-before':
      return aboutTurn(outcome.ref, outcome.level);
    case 'failed':
      return aboutEffect({ ...outcome, attempts: 0 });
    case 'withdrawn':
    case 'left':
    case 'refused':
      return { outcome: outcome.kind };
  }
}

function aboutTurn(ref: RecordRef, outcome: ReconcileOutcome | undefined): LogFields {
  if (outcome !== undefined) return recordFields({ ref, outcome });
  return { table: ref.table, recordId: ref.id, outcome: 'interrupted' };
}

function aboutDecision({ decision }: ReconcileOutcome): LogFields {
  if (decision === undefined) return {};
  const { action, rule, causes, policyVersion } = decision;
  return { action, rule, causes: [...causes], policyVersion };
}

function aboutEffect(outcome: ReconcileOutcome): LogFields {
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
    case 'failed': {
      const { side, kind, status, code, property } = outcome.failure;
      return {
        outcome: outcome.kind,
        side,
        kind,
        ...(status !== undefined && { status }),
        ...(code !== undefined && { errorCode: code }),
        ...(property !== undefined && { property }),
      };
    }
  }
}
