import type { Configuration } from '@spotler-connector/configuration';
import { createTelemetry, type Logger, type Telemetry } from '@spotler-connector/observability';
import { VERSION } from '../version.ts';

/** The worker's telemetry, sent where the configuration says, if anywhere. */
export function workerTelemetry({ telemetry }: Configuration, logger: Logger): Telemetry {
  return createTelemetry({
    serviceName: 'spotler-connector-worker',
    version: VERSION,
    otlp: telemetry.otlp,
    onExportFailure: ({ signal, error }) => logger.warn('telemetry not sent', { kind: signal, error }),
  });
}
