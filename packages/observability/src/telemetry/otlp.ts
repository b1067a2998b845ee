import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';
import type { SpanExporter } from '@opentelemetry/sdk-trace';

/** Where telemetry is sent to. */
export interface OtlpOptions {
  /**
   * The base address of a collector that takes OTLP over HTTP with protobuf, such as `http://localhost:4318`;
   * `/v1/metrics` and `/v1/traces` are added to it.
   */
  readonly endpoint: string;
  /**
   * Headers of every request, such as a key: pairs as in `api-key=…,tenant=…`, values percent-encoded
   * (the form of `OTEL_EXPORTER_OTLP_HEADERS`).
   */
  readonly headers?: { reveal(): string } | undefined;
  /** Milliseconds that a request may take, tries again included. Default 10 000. */
  readonly timeoutMs?: number | undefined;
}

/** A sending that failed. */
export interface ExportFailure {
  /** The signal that was to be sent. */
  readonly signal: 'metrics' | 'traces';
  /** The reason. May hold an answer of the collector: log it only as `error`. */
  readonly error: unknown;
}

/** Makes exporters for both signals, which say when they begin to fail. */
export function otlpExporters(
  { endpoint, headers, timeoutMs = 10_000 }: OtlpOptions,
  onFailure: (failure: ExportFailure) => void,
): { metrics: PushMetricExporter; traces: SpanExporter } {
  const base = endpoint.replace(/\/+$/, '');
  const settings = { timeoutMillis: timeoutMs, headers: parseHeaders(headers?.reveal() ?? '') };
  const metrics = new OTLPMetricExporter({ ...settings, url: `${base}/v1/metrics` });
  const traces = new OTLPTraceExporter({ ...settings, url: `${base}/v1/traces` });
  watch(metrics, (error) => onFailure({ signal: 'metrics', error }));
  watch(traces, (error) => onFailure({ signal: 'traces', error }));
  return { metrics, traces };
}

function parseHeaders(list: string): Record<string, string> {
  const pairs = list.split(',').flatMap((pair) => {
    const [name = '', ...value] = pair.trim().split('=');
    return name === '' ? [] : [[name, decodeURIComponent(value.join('='))] as const];
  });
  return Object.fromEntries(pairs);
}

interface Exporter<Items> {
  export(items: Items, done: (result: { code: number; error?: Error | undefined }) => void): void;
}

/** Reports the first failure after a success: while a collector is away, one line is enough. */
function watch<Items>(exporter: Exporter<Items>, onFailure: (error: unknown) => void): void {
  const send = exporter.export.bind(exporter);
  let failing = false;
  exporter.export = (items, done) =>
    send(items, (result) => {
      const failed = result.code !== 0;
      if (failed && !failing) onFailure(result.error);
      failing = failed;
      done(result);
    });
}
