import { describe, expect, it } from '@jest/globals';
import { aCollector } from '../testing/a-collector.ts';
import { SOME_EVENTS, useEverything } from '../testing/some-events.ts';
import { createTelemetry, type TelemetryOptions } from './create-telemetry.ts';
import { METRICS } from './metrics.ts';
import type { ExportFailure } from './otlp.ts';

const RECORD = '6f1ed002-ab5c-4f3c-9e1f-0a1b2c3d4e5f';
const CORRELATION = 'aaaa0000-bb11-2222-33cc-444444dddddd';

function aTelemetry(options: Partial<TelemetryOptions> = {}) {
  return createTelemetry({ serviceName: 'spotler-connector-worker', version: '0.1.0', ...options });
}

/** Lines of a Prometheus text that begin so, without the service's own. */
function linesOf(text: string, start: string): string[] {
  return text.split('\n').filter((line) => line.startsWith(start));
}

describe('the Prometheus text', () => {
  it('counts messages by settlement, outcome, table and reason', async () => {
    const telemetry = aTelemetry();
    telemetry.messageSettled(SOME_EVENTS.messageSettled);
    telemetry.messageSettled(SOME_EVENTS.messageSettled);
    telemetry.messageSettled({
      settlement: 'complete',
      outcome: 'ignored',
      table: 'invoice',
      queueDelayMs: -20,
      durationMs: 2,
    });
    const text = await telemetry.prometheus();
    expect(linesOf(text, 'messaging_client_consumed_messages_total')).toEqual([
      'messaging_client_consumed_messages_total{messaging_system="servicebus",messaging_operation_name="process",messaging_servicebus_disposition_status="dead_letter",spotler_connector_table="contact",spotler_connector_outcome="reconciled",spotler_connector_reason="SpotlerRejected"} 2',
      'messaging_client_consumed_messages_total{messaging_system="servicebus",messaging_operation_name="process",messaging_servicebus_disposition_status="complete",spotler_connector_table="_OTHER",spotler_connector_outcome="ignored"} 1',
    ]);
    expect(linesOf(text, 'spotler_connector_message_queue_delay_sum')).toEqual([
      expect.stringMatching(/dead_letter.* 3$/),
      expect.stringMatching(/complete.* 0$/),
    ]);
    expect(linesOf(text, 'spotler_connector_telemetry_held_back')).toEqual([]);
  });

  it('has every metric of the catalogue once everything has happened, and no other', async () => {
    const telemetry = aTelemetry();
    useEverything(telemetry);
    const names = linesOf(await telemetry.prometheus(), '# TYPE ').map((line) => line.split(' ')[2]);
    const expected = Object.values(METRICS).map(
      ({ name, kind }) => name.replaceAll('.', '_') + (kind === 'counter' ? '_total' : ''),
    );
    expect(names.sort()).toEqual([...expected, 'target_info'].sort());
  });

  it('says which service, version and replica it is about', async () => {
    const text = await aTelemetry({ instanceId: RECORD }).prometheus();
    expect(linesOf(text, 'target_info')).toEqual([
      expect.stringContaining(
        `service_name="spotler-connector-worker",service_version="0.1.0",service_instance_id="${RECORD}"`,
      ),
    ]);
    const [one, other] = await Promise.all([aTelemetry().prometheus(), aTelemetry().prometheus()]);
    expect(linesOf(one, 'target_info')).not.toEqual(linesOf(other, 'target_info'));
  });

  it('shows the numbers of the moment in which it is read', async () => {
    let inFlight = 1;
    const telemetry = aTelemetry({ memoryUsage: () => 4_711 });
    expect(linesOf(await telemetry.prometheus(), 'spotler_connector_message_in_flight')).toEqual([]);
    telemetry.observe({ inFlight: () => inFlight, waiting: () => 0, running: () => 0 });
    expect(await telemetry.prometheus()).toContain('spotler_connector_message_in_flight 1\n');
    inFlight = 5;
    expect(await telemetry.prometheus()).toContain('spotler_connector_message_in_flight 5\n');
    expect(await telemetry.prometheus()).toContain('process_memory_usage 4711\n');
  });

  it('does not grow with what it is given', async () => {
    const telemetry = aTelemetry();
    const alphabet = [...'abcdefghijklmnopqrstuvwxyz'];
    const words = alphabet.flatMap((one) =>
      alphabet.flatMap((two) => alphabet.slice(0, 5).map((three) => one + two + three)),
    );
    for (const outcome of words) telemetry.reconciled({ outcome, durationMs: 1, attempts: 1 });
    const lines = linesOf(await telemetry.prometheus(), 'spotler_connector_reconciles_total');
    expect(words).toHaveLength(3_380);
    expect(lines).toHaveLength(500);
    expect(lines).toContainEqual(expect.stringMatching(/overflow="true"\} 2881$/));
  });

  it('keeps two in one process apart', async () => {
    const [one, other] = [aTelemetry(), aTelemetry()];
    one.coalesced();
    expect(await one.prometheus()).toContain('spotler_connector_message_coalesced_total 1');
    expect(await other.prometheus()).not.toContain('coalesced');
  });

  it('is empty once closed, and later events are no error', async () => {
    const telemetry = aTelemetry();
    await telemetry.close();
    await telemetry.close();
    useEverything(telemetry);
    expect(await telemetry.prometheus()).toBe('');
  });
});

describe('a collector', () => {
  it('gets metrics and traces over HTTP, with the headers that are configured, before closing ends', async () => {
    const collector = await aCollector();
    const otlp = {
      endpoint: `${collector.endpoint}/`,
      headers: { reveal: () => 'api-key=key,authorization=Bearer%20a=b' },
    };
    const telemetry = aTelemetry({ otlp });
    useEverything(telemetry);
    await telemetry.trace('process message', { correlationId: CORRELATION }, (span) =>
      telemetry.trace('reconcile record', { table: 'contact', recordId: RECORD }, async () =>
        span.add({ settlement: 'complete' }),
      ),
    );
    await telemetry.close();
    await collector.close();
    expect(collector.received.map(({ path }) => path).sort()).toEqual(['/v1/metrics', '/v1/traces']);
    for (const { headers } of collector.received) {
      expect(headers).toMatchObject({
        'api-key': 'key',
        authorization: 'Bearer a=b',
        'content-type': 'application/x-protobuf',
      });
    }
    for (const { name } of Object.values(METRICS)) expect(collector.text('metrics')).toContain(name);
    expect(collector.text('metrics')).not.toMatch(/[0-9a-f]{8}-bb11/);
    const traces = ['process message', 'reconcile record', CORRELATION, RECORD, 'spotler-connector-worker'];
    for (const text of traces) expect(collector.text('traces')).toContain(text);
  });

  it('gets metrics again and again', async () => {
    const collector = await aCollector();
    const telemetry = aTelemetry({ otlp: collector, metricsIntervalMs: 5 });
    while (collector.received.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    await telemetry.close();
    await collector.close();
  });

  it('that refuses is reported once for each signal', async () => {
    const collector = await aCollector(400);
    const failures: ExportFailure[] = [];
    const telemetry = aTelemetry({
      otlp: collector,
      metricsIntervalMs: 5,
      onExportFailure: (failure) => failures.push(failure),
    });
    await telemetry.trace('process message', {}, async () => {});
    while (collector.received.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    await telemetry.close();
    await collector.close();
    expect(failures.toSorted((a, b) => a.signal.localeCompare(b.signal))).toEqual([
      { signal: 'metrics', error: expect.any(Error) },
      { signal: 'traces', error: expect.any(Error) },
    ]);
  });

  it('that does not answer does not keep anybody from closing', async () => {
    const collector = await aCollector('silence');
    const telemetry = aTelemetry({ otlp: { ...collector, timeoutMs: 100 }, closeMs: 20 });
    await telemetry.trace('process message', {}, async () => {});
    await telemetry.close();
    await collector.close();
  });

  it('that is not there does not disturb the work', async () => {
    const collector = await aCollector();
    await collector.close();
    const failures: unknown[] = [];
    const telemetry = aTelemetry({
      otlp: { ...collector, timeoutMs: 50 },
      onExportFailure: (failure) => failures.push(failure),
    });
    useEverything(telemetry);
    expect(await telemetry.trace('process message', {}, async () => 'done')).toBe('done');
    await telemetry.close();
    expect(failures).toHaveLength(2);
  });
});

describe('without a collector', () => {
  it('work that is traced just runs, and its error goes on', async () => {
    const telemetry = aTelemetry();
    const work = telemetry.trace('process message', {}, async (span) => {
      span.add({ settlement: 'complete' });
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
  });
});
