import { describe, expect, it } from '@jest/globals';
import { configurationOf, mistakesIn } from '../testing/an-environment.ts';

const OTEL_EXPORTER_OTLP_ENDPOINT = 'https://collector.example.org';
function withHeaders(OTEL_EXPORTER_OTLP_HEADERS: string) {
  return { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS };
}

describe('OTEL_EXPORTER_OTLP_HEADERS', () => {
  it.each([
    'api-key=4711',
    'api-key=4711,tenant=a',
    'authorization=Bearer%20abc==',
    'a=, b=2',
    "x!#$%25&'*+=1",
  ])('understands %s and keeps it secret', (headers) => {
    const { otlp } = configurationOf(withHeaders(headers)).telemetry;
    expect(otlp?.headers?.reveal()).toBe(headers);
    expect(JSON.stringify(otlp)).toContain('[secret]');
  });

  it.each([
    'api-key',
    '=4711',
    'api-key: 4711',
    'a=1,,b=2',
    'authorization=Bearer abc',
    'a=%',
    'a=1\nb=2',
    'a=1;p',
  ])('refuses %j', (headers) => {
    expect(mistakesIn(withHeaders(headers))).toEqual(['OTEL_EXPORTER_OTLP_HEADERS invalid']);
  });
});
