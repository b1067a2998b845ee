import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { LogFields } from '../log-fields.ts';
import type { AttributeGuard } from './attribute-guard.ts';
import type { ActiveSpan, Telemetry } from './telemetry.ts';

/** Runs work in spans of a tracer. Which span is the current one is known to this function alone. */
export function traceWith(tracer: Tracer, guard: AttributeGuard): Telemetry['trace'] {
  // OpenTelemetry's own context manager is one per process; two of ours in one process must not meet.
  const current = new AsyncLocalStorage<Context>();

  return async (name, fields, work) => {
    const parent = current.getStore() ?? ROOT_CONTEXT;
    const options = { kind: kindOf(fields), attributes: guard.span(fields) };
    const span = tracer.startSpan(guard.spanName(name), options, parent);
    function add(more: LogFields): void {
      span.setAttributes(guard.span(more));
    }
    try {
      return await current.run(trace.setSpan(parent, span), () => work({ add }));
    } catch (error) {
      // Neither a description nor an event: both would be the text of the error.
      span.setStatus({ code: SpanStatusCode.ERROR });
      add({ error });
      throw error;
    } finally {
      span.end();
    }
  };
}

/** The same without spans. */
export function noTrace<Answer>(
  _name: string,
  _fields: LogFields,
  work: (span: ActiveSpan) => Promise<Answer>,
): Promise<Answer> {
  return work({ add() {} });
}

function kindOf({ endpoint, sequenceNumber }: LogFields): SpanKind {
  if (endpoint !== undefined) return SpanKind.CLIENT;
  return sequenceNumber === undefined ? SpanKind.INTERNAL : SpanKind.CONSUMER;
}
