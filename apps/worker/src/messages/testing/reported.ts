import { Writable } from 'node:stream';
import { createLogger, type LogFields, type MessageSettled } from '@spotler-connector/observability';
import { reportSettled } from '../report-settled.ts';
import type { SettledMessage } from '../settled-message.ts';
import { aMessage } from './a-message-stage.ts';

/** Reports one message: the lines that are logged, what is measured, and the fields of its span. */
export function reported(changes: Partial<SettledMessage>) {
  const lines: Record<string, unknown>[] = [];
  const measured: MessageSettled[] = [];
  const span: LogFields = {};
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  reportSettled(
    {
      message: aMessage(undefined),
      decoded: { kind: 'foreign', table: null, messageName: 'Update' },
      outcome: { kind: 'ignored', table: null, messageName: 'Update' },
      settlement: { kind: 'complete' },
      settled: 'settled',
      queueDelayMs: 30,
      durationMs: 4,
      ...changes,
    },
    {
      logger: createLogger({ level: 'debug', format: 'json', stream }),
      telemetry: { messageSettled: (message) => void measured.push(message) },
      span: { add: (fields) => void Object.assign(span, fields) },
    },
  );
  const [{ time: _time, ...logged } = {}] = lines.slice(-1);
  return { lines, logged, measured: measured[0], span };
}
