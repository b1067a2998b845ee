import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { DecodedMessage } from '@spotler-connector/dataverse';
import type { LogFields, Logger } from '@spotler-connector/observability';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import type { Settlement } from '@spotler-connector/settlement';
import type { MessageOutcome, RecordOutcome } from './message-outcome.ts';

/** Everything that is known of a message when it is done with. */
export interface SettledMessage {
  message: ServiceBusReceivedMessage;
  decoded: DecodedMessage;
  outcome: MessageOutcome;
  settlement: Settlement;
  settled: 'settled' | 'lock-lost';
  /** When processing began, in milliseconds since the epoch. */
  started: number;
}

/** Writes one line for the message, or one for each record that it names. */
export function logSettled(logger: Logger, settled: SettledMessage): void {
  const { settlement, outcome } = settled;
  const level = settlement.kind === 'complete' ? 'info' : 'warn';
  const common = { ...aboutMessage(settled), ...aboutOrigin(settled.decoded) };
  const lines =
    outcome.kind === 'reconciled' ? outcome.records.map(aboutRecord) : [aboutMessageOutcome(outcome)];
  for (const line of lines) logger[level]('message settled', { ...line, ...common });
}

function aboutMessage({ message, settlement, settled, started }: SettledMessage): LogFields {
  const now = Date.now();
  return {
    settlement: settled === 'lock-lost' ? 'lock-lost' : settlement.kind,
    ...(settlement.kind === 'dead-letter' && { reason: settlement.reason }),
    sequenceNumber: message.sequenceNumber?.toString(),
    deliveryCount: (message.deliveryCount ?? 0) + 1,
    queueDelayMs: started - (message.enqueuedTimeUtc?.getTime() ?? started),
    durationMs: now - started,
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

function aboutMessageOutcome(outcome: Exclude<MessageOutcome, { kind: 'reconciled' }>): LogFields {
  switch (outcome.kind) {
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

function aboutRecord({ ref, outcome }: RecordOutcome): LogFields {
  return {
    table: ref.table,
    recordId: ref.id,
    attempts: outcome.attempts,
    ...aboutDecision(outcome),
    ...aboutEffect(outcome),
  };
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
