import { describe, expect, it } from '@jest/globals';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { ALLOW_LIST } from './attribute-guard.ts';
import type { Telemetry } from './telemetry.ts';
import { traceWith } from './tracing.ts';

const CORRELATION = 'aaaa0000-bb11-2222-33cc-444444dddddd';
const RECORD = '6f1ed002-ab5c-4f3c-9e1f-0a1b2c3d4e5f';

/** The spans of what `use` traces, in the order in which they ended. */
async function spansOf(use: (trace: Telemetry['trace']) => Promise<unknown>) {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  await use(traceWith(provider.getTracer('test'), ALLOW_LIST));
  await provider.forceFlush();
  return exporter.getFinishedSpans();
}

function tick(): Promise<unknown> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('trace', () => {
  it('gives what the work gives', async () => {
    await spansOf(async (trace) => {
      expect(await trace('read record', {}, async () => 'value')).toBe('value');
    });
  });

  it('nests spans as the work nests, also while other work runs', async () => {
    const spans = await spansOf((trace) => {
      const message = (sequenceNumber: number) =>
        trace('process message', { sequenceNumber }, async () => {
          await tick();
          await trace('reconcile record', { count: sequenceNumber }, tick);
        });
      return Promise.all([message(1), message(2), message(3)]);
    });
    const outer = spans.filter(({ name }) => name === 'process message');
    for (const span of outer) {
      const inner = spans.find(
        ({ parentSpanContext }) => parentSpanContext?.spanId === span.spanContext().spanId,
      );
      expect(inner?.spanContext().traceId).toBe(span.spanContext().traceId);
      expect(String(inner?.attributes['spotler_connector.count'])).toBe(
        span.attributes['spotler_connector.sequence_number'],
      );
    }
    expect(new Set(outer.map((span) => span.spanContext().traceId)).size).toBe(3);
  });

  it('carries ids, and what is added while the work runs', async () => {
    const [span] = await spansOf((trace) =>
      trace('process message', { correlationId: CORRELATION, recordId: RECORD }, async ({ add }) => {
        add({ settlement: 'abandon', causes: ['inactive', 'no-email'] });
        add({ settlement: 'complete' });
      }),
    );
    expect(span?.attributes).toEqual({
      'messaging.message.conversation_id': CORRELATION,
      'spotler_connector.record_id': RECORD,
      'spotler_connector.settlement': 'complete',
      'spotler_connector.causes': ['inactive', 'no-email'],
    });
  });

  it.each([
    [{ sequenceNumber: 1 }, SpanKind.CONSUMER],
    [{ endpoint: 'GET /contact/{externalId}' }, SpanKind.CLIENT],
    [{ table: 'contact' }, SpanKind.INTERNAL],
  ])('knows by its fields what kind of work it is: %j', async (fields, kind) => {
    const [span] = await spansOf((trace) => trace('some work', fields, tick));
    expect(span?.kind).toBe(kind);
  });

  it('marks a failure with the class of the error and nothing else of it', async () => {
    const [span] = await spansOf(async (trace) => {
      const error = new RangeError('secret');
      await expect(trace('some work', {}, () => Promise.reject(error))).rejects.toBe(error);
    });
    expect(span?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(span?.attributes).toEqual({ 'error.type': 'RangeError' });
    expect(span?.events).toEqual([]);
  });

  it('takes work that throws at once for work that rejects', async () => {
    const [span] = await spansOf(async (trace) => {
      const work = trace('some work', {}, () => {
        throw new TypeError('no');
      });
      await expect(work).rejects.toThrow('no');
    });
    expect(span?.attributes).toEqual({ 'error.type': 'TypeError' });
  });
});
