export { createLogger, type Logger, type LoggerOptions, type LogLine } from './create-logger.ts';
export type { LogLevel } from './line-format.ts';
export type { LogFields } from './log-fields.ts';
export type { Printable } from './shape.ts';
export { createTelemetry, type TelemetryOptions } from './telemetry/create-telemetry.ts';
export type { ExportFailure, OtlpOptions } from './telemetry/otlp.ts';
export type {
  ActiveSpan,
  Gauges,
  MessageSettled,
  Reconciled,
  System,
  SystemCall,
  Telemetry,
} from './telemetry/telemetry.ts';
