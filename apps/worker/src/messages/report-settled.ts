import type { Logger, SpanNotes, Telemetry } from '@spotler-connector/observability';
import { measureMessage } from './measure-message.ts';
import { recordFields, settledFields } from './settled-fields.ts';
import type { SettledMessage } from './settled-message.ts';

/** Where it is said that a message is done with. */
export interface SettledReporters {
  logger: Logger;
  telemetry: Pick<Telemetry, 'messageSettled'>;
  /** The span of this message. */
  span: SpanNotes;
}

/** Says once that a message is done with, and before that, when it names several records, what came of each. */
export function reportSettled(done: SettledMessage, { logger, telemetry, span }: SettledReporters): void {
  const { outcome, settlement, message } = done;
  const fields = settledFields(done);
  const level = settlement.kind === 'complete' ? 'info' : 'warn';
  if (outcome.kind === 'reconciled' && outcome.records.length > 1) {
    const sequenceNumber = message.sequenceNumber?.toString();
    for (const record of outcome.records) {
      logger[level]('record reconciled', { ...recordFields(record), sequenceNumber });
    }
  }
  logger[level]('message settled', fields);
  span.note(fields);
  telemetry.messageSettled(measureMessage(done));
}
