import { describe, expect, it } from '@jest/globals';
import { configurationOf, mistakesIn } from '../testing/an-environment.ts';
import { Secret } from '../values/secret.ts';

describe('where telemetry goes', () => {
  it('is nowhere unless it is asked for', () => {
    expect(configurationOf().telemetry).toEqual({ otlp: undefined });
  });

  it.each([
    ['https://collector.example.org', 'https://collector.example.org'],
    [
      'http://collector.monitoring.svc.cluster.local:4318/',
      'http://collector.monitoring.svc.cluster.local:4318',
    ],
    ['http://localhost:4318', 'http://localhost:4318'],
    ['https://otlp.example.org/tenant/', 'https://otlp.example.org/tenant'],
  ])('can be %s', (address, endpoint) => {
    expect(configurationOf({ OTEL_EXPORTER_OTLP_ENDPOINT: address }).telemetry).toEqual({
      otlp: { endpoint, headers: undefined },
    });
  });

  it.each([
    ['http://collector.example.org:4318', ['OTEL_EXPORTER_OTLP_HEADERS unwanted']],
    ['http://10.0.0.7:4318', ['OTEL_EXPORTER_OTLP_HEADERS unwanted']],
    ['http://collector:4318', []],
    ['http://127.0.0.1:4318', []],
    ['https://collector.example.org', []],
  ])('sends headers to %s only where nobody on the way can read them', (endpoint, mistakes) => {
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: 'api-key=4711' };
    expect(mistakesIn(environment)).toEqual(mistakes);
    expect(mistakesIn({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })).toEqual([]);
  });

  it('can ask for headers', () => {
    const environment = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=4711',
    };
    expect(configurationOf(environment).telemetry.otlp?.headers).toBeInstanceOf(Secret);
  });

  it.each([
    'localhost:4318',
    'grpc://localhost:4317',
    'https://user:word@example.org',
    'https://a.nl?key=1',
    'x',
  ])('cannot be %s', (address) => {
    expect(mistakesIn({ OTEL_EXPORTER_OTLP_ENDPOINT: address })).toEqual([
      'OTEL_EXPORTER_OTLP_ENDPOINT invalid',
    ]);
  });

  it('does not take headers for an address that is not there', () => {
    expect(mistakesIn({ OTEL_EXPORTER_OTLP_HEADERS: 'api-key=4711' })).toEqual([
      'OTEL_EXPORTER_OTLP_HEADERS unwanted',
    ]);
  });
});
