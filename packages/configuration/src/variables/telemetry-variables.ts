import { headerList } from '../values/header-list.ts';
import { collectorAddress } from '../values/web-address.ts';
import { declare } from '../variable.ts';

/**
 * Where telemetry goes. The names are OpenTelemetry's own: opentelemetry.io/docs/specs/otel/protocol/exporter
 */
export const TELEMETRY_VARIABLES = {
  otlpEndpoint: declare({
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    group: 'Telemetry',
    decoder: collectorAddress,
    when: 'when metrics and traces are to be sent somewhere',
    description:
      'The address of an OpenTelemetry collector that takes OTLP over HTTP (port 4318 as a rule; gRPC on 4317 is ' +
      'not spoken). Without it metrics are still at `/metrics` of the health port, and there are no traces.',
  }),
  otlpHeaders: declare({
    name: 'OTEL_EXPORTER_OTLP_HEADERS',
    group: 'Telemetry',
    decoder: headerList,
    secret: true,
    when: 'when OTEL_EXPORTER_OTLP_ENDPOINT is set and asks for a key',
    description: 'Headers that each request to the collector carries, such as an API key.',
  }),
} as const;
