import { randomUUID } from 'node:crypto';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { defaultResource, type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import pTimeout from 'p-timeout';
import { ALLOW_LIST, type AttributeGuard } from './attribute-guard.ts';
import { createInstruments } from './instruments.ts';
import { type ExportFailure, type OtlpOptions, otlpExporters } from './otlp.ts';
import { recordEvents } from './record-events.ts';
import type { Telemetry } from './telemetry.ts';
import { noTrace, traceWith } from './tracing.ts';

/** Options of telemetry: how it names itself, and where it is sent. */
export interface TelemetryOptions {
  /** `service.name`, such as `spotler-connector-worker`. */
  readonly serviceName: string;
  /** `service.version`, such as `1.2.3`. */
  readonly version: string;
  /** `service.instance.id`, which tells replicas apart. Default a random one. */
  readonly instanceId?: string | undefined;
  /** Where metrics and traces are sent. Without it there are no traces, and metrics only when asked for. */
  readonly otlp?: OtlpOptions | undefined;
  /** Called when sending begins to fail; not again until it has worked in between. */
  readonly onExportFailure?: ((failure: ExportFailure) => void) | undefined;
  /** Milliseconds between two sendings of metrics. Default 60 000. */
  readonly metricsIntervalMs?: number | undefined;
  /** Milliseconds that closing may take. Default 5 000. */
  readonly closeMs?: number | undefined;
  /** Bytes of memory that the process holds. Default its resident set. */
  readonly memoryUsage?: (() => number) | undefined;
}

const SCOPE = '@spotler-connector/observability';
/** So many combinations of attributes are told apart for each metric; what is beyond is added up as one. */
const MAX_COMBINATIONS = 500;

/** Builds {@link Telemetry} on OpenTelemetry. It touches none of OpenTelemetry's globals. */
export function createTelemetry(options: TelemetryOptions): Telemetry {
  return createGuardedTelemetry(options, ALLOW_LIST);
}

/** The same with a guard of one's choice, for the tests that show what the guard is for. */
export function createGuardedTelemetry(options: TelemetryOptions, guard: AttributeGuard): Telemetry {
  const { version, otlp, onExportFailure = () => {}, metricsIntervalMs = 60_000, closeMs = 5_000 } = options;
  const resource = resourceOf(options);
  const exporters = otlp && otlpExporters(otlp, onExportFailure);
  const pulled = new PrometheusExporter({ preventServerStart: true });
  const pushed = exporters && [
    new PeriodicExportingMetricReader({
      exporter: exporters.metrics,
      exportIntervalMillis: metricsIntervalMs,
    }),
  ];
  const meters = new MeterProvider({
    resource,
    readers: [pulled, ...(pushed ?? [])],
    views: [{ instrumentName: '*', aggregationCardinalityLimit: MAX_COMBINATIONS }],
  });
  const tracers =
    exporters &&
    new TracerProvider({
      resource,
      spanProcessors: [new BatchSpanProcessor({ exporter: exporters.traces })],
    });
  const instruments = createInstruments(meters.getMeter(SCOPE, version), guard);
  const serializer = new PrometheusSerializer('', false, undefined, false, true);
  let closing: Promise<void> | undefined;

  return {
    ...recordEvents(instruments, options.memoryUsage ?? process.memoryUsage.rss),
    trace: tracers ? traceWith(tracers.getTracer(SCOPE, version), guard) : noTrace,
    async prometheus() {
      if (closing !== undefined) return '';
      const { resourceMetrics } = await pulled.collect();
      return serializer.serialize(resourceMetrics);
    },
    close() {
      closing ??= endTogether([meters.shutdown(), tracers?.shutdown()], closeMs);
      return closing;
    },
  };
}

/** Waits for all of them, failed or not, but no longer than `milliseconds`. */
async function endTogether(
  ends: readonly (Promise<void> | undefined)[],
  milliseconds: number,
): Promise<void> {
  await pTimeout(Promise.allSettled(ends), { milliseconds, fallback: () => {} });
}

function resourceOf({ serviceName, version, instanceId = randomUUID() }: TelemetryOptions): Resource {
  return defaultResource().merge(
    resourceFromAttributes({
      'service.name': serviceName,
      'service.version': version,
      'service.instance.id': instanceId,
    }),
  );
}
