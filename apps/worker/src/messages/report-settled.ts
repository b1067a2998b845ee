import type { DecodedMessage } from '@spotler-connector/dataverse';
import type { ActiveSpan, Logger, MessageSettled, Telemetry } from '@spotler-connector/observability';
import type { MessageSettlement } from '../work/message-settlement.ts';
import type { MessageOutcome, RecordBug, RecordOutcome } from './message-outcome.ts';
import { recordFields, settledFields } from './settled-fields.ts';
import type { SettledMessage } from './settled-message.ts';

/** The places where it is said that a message is done with. */
export interface SettledReporters {
  readonly logger: Logger;
  readonly telemetry: Pick<Telemetry, 'messageSettled'>;
  /** The span of this message. */
  readonly span: ActiveSpan;
}

/** Says once that a message is done with, and before that, when it names several records, how each went. */
export function reportSettled(done: SettledMessage, { logger, telemetry, span }: SettledReporters): void {
  const { outcome, settlement, message } = done;
  const fields = settledFields(done);
  const records = recordsOf(outcome);
  if (records.length > 1) {
    const sequenceNumber = message.sequenceNumber?.toString();
    for (const record of records) {
      const severity = severityOf(record.outcome, settlement);
      logger[severity]('record reconciled', { ...recordFields(record), sequenceNumber });
    }
  }
  const severity = severityOf(outcome, settlement);
  logger[severity]('message settled', fields);
  span.add(fields);
  telemetry.messageSettled(measureMessage(done));
}

/** Somebody must look at a bug; what is not done yet or set aside can wait. */
function severityOf(
  { kind }: { readonly kind: string },
  settlement: MessageSettlement,
): 'error' | 'warn' | 'info' {
  if (kind === 'unexpected') return 'error';
  return settlement.kind === 'complete' ? 'info' : 'warn';
}

function recordsOf(outcome: MessageOutcome): readonly (RecordOutcome | RecordBug)[] {
  return outcome.kind === 'reconciled' || outcome.kind === 'unexpected' ? outcome.records : [];
}

function measureMessage(done: SettledMessage): MessageSettled {
  const { decoded, outcome, settlement, settled, queueDelayMs, durationMs } = done;
  return {
    settlement: settled === 'settled' ? settlement.kind : settled,
    outcome: outcome.kind,
    table: tableOf(decoded),
    reason: settlement.kind === 'dead-letter' ? settlement.reason : undefined,
    queueDelayMs,
    durationMs,
  };
}

/** Of several records the first: that of a merge's survivor, and all of a bulk change are of one table. */
function tableOf(decoded: DecodedMessage): string | undefined {
  if (decoded.kind === 'change') return decoded.records[0]?.table;
  return decoded.kind === 'foreign' ? (decoded.table ?? undefined) : undefined;
}
