import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FIELD_SHAPES } from '../field-shapes.ts';
import { aCollector } from '../testing/a-collector.ts';
import { SOME_EVENTS, useEverything } from '../testing/some-events.ts';
import { ALLOW_LIST, type AttributeGuard } from './attribute-guard.ts';
import { createGuardedTelemetry } from './create-telemetry.ts';
import type { Telemetry } from './telemetry.ts';

const CANARY = 'canary.person+1@example.org';

/** Telemetry as it would be without an allow-list. */
const NO_GUARD: AttributeGuard = {
  measurement: (given) => ({ ...Object.fromEntries(Object.entries(given).map(([k, v]) => [k, String(v)])) }),
  span: (fields) => Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, String(v)])),
  spanName: (name) => name,
};

/** Calls a method with what its types forbid. */
type Method = 'messageSettled' | 'reconciled' | 'callEnded' | 'paused' | 'trace';
type Slip = readonly [method: Method, ...given: readonly unknown[]];

async function nothing(): Promise<void> {}

function wrong(event: object, member: string): object {
  return { ...event, [member]: CANARY };
}

const SLIPS_INTO_METRICS: Record<string, Slip> = Object.fromEntries(
  (['messageSettled', 'reconciled', 'callEnded'] as const).flatMap((method) =>
    Object.keys(SOME_EVENTS[method])
      .filter((member) => !['durationMs', 'queueDelayMs', 'attempts', 'system'].includes(member))
      .map((member) => [`${method}.${member}`, [method, wrong(SOME_EVENTS[method], member)]] as const),
  ),
);

const SLIPS_INTO_TRACES: Record<string, Slip> = {
  'the name': ['trace', `process ${CANARY}`, {}, nothing],
  'an unknown field': ['trace', 'process message', { email: CANARY }, nothing],
  'the name of a field': ['trace', 'process message', { [CANARY]: 1 }, nothing],
  'a list': ['trace', 'process message', { causes: [CANARY] }, nothing],
  'an error': ['trace', 'process message', { error: new Error(CANARY) }, nothing],
  'an endpoint': ['trace', 'process message', { endpoint: `GET /contact/${CANARY}` }, nothing],
  ...Object.fromEntries(
    Object.keys(FIELD_SHAPES).map((field) => [
      `the field ${field}`,
      ['trace', 'process message', { [field]: CANARY }, nothing],
    ]),
  ),
};

/**
 * Everything that leaves the process while `use` uses telemetry: the Prometheus text and the bytes of OTLP.
 */
async function exported(guard: AttributeGuard, use: (telemetry: Telemetry) => Promise<unknown>) {
  const collector = await aCollector();
  const options = { serviceName: 'spotler-connector-worker', version: '0.1.0', otlp: collector };
  const telemetry = createGuardedTelemetry(options, guard);
  await use(telemetry);
  const prometheus = await telemetry.prometheus();
  await telemetry.close();
  await collector.close();
  return { prometheus, metrics: collector.text('metrics'), traces: collector.text('traces') };
}

function slip([method, ...given]: Slip): (telemetry: Telemetry) => Promise<unknown> {
  return async (telemetry) => Reflect.apply(telemetry[method], telemetry, given);
}

describe('metrics', () => {
  it.each(Object.entries(SLIPS_INTO_METRICS))('do not carry an address out from %s', async (_, given) => {
    const { prometheus, metrics } = await exported(ALLOW_LIST, slip(given));
    expect(prometheus).not.toMatch(/canary/i);
    expect(metrics).not.toMatch(/canary/i);
    expect(metrics).toContain('process.memory.usage');
  });

  it.each(Object.entries(SLIPS_INTO_METRICS))(
    'without the allow-list carry it out from %s',
    async (_, given) => {
      const { prometheus, metrics } = await exported(NO_GUARD, slip(given));
      expect(prometheus).toContain('canary');
      expect(metrics).toContain('canary');
    },
  );

  it('carry no number where a text is given, and say that one was held back', async () => {
    const { prometheus } = await exported(ALLOW_LIST, async (telemetry) => {
      for (const member of ['durationMs', 'queueDelayMs'])
        await slip(['messageSettled', wrong(SOME_EVENTS.messageSettled, member)])(telemetry);
      await slip(['paused', { system: CANARY }])(telemetry);
    });
    expect(prometheus).not.toContain('canary');
    expect(prometheus).toMatch(
      /held_back_total\{spotler_connector_attribute="messaging.process.duration"\} 1/,
    );
  });

  it('carry no id, even one that a log line may have', async () => {
    const id = '6f1ed002-ab5c-4f3c-9e1f-0a1b2c3d4e5f';
    const { prometheus } = await exported(ALLOW_LIST, async (telemetry) => {
      for (const [method, event] of Object.entries(SOME_EVENTS))
        for (const member of Object.keys(event))
          await slip([method as Method, { ...event, [member]: id, recordId: id }])(telemetry);
    });
    expect(prometheus).not.toContain(id);
  });
});

describe('traces', () => {
  it.each(Object.entries(SLIPS_INTO_TRACES))('do not carry an address out from %s', async (_, given) => {
    const { traces } = await exported(ALLOW_LIST, slip(given));
    expect(traces).not.toMatch(/canary/i);
    expect(traces).toMatch(/process message|unnamed/);
  });

  it.each(Object.entries(SLIPS_INTO_TRACES))(
    'without the allow-list carry it out from %s',
    async (_, given) => {
      expect((await exported(NO_GUARD, slip(given))).traces).toContain('canary');
    },
  );

  it('do not carry an address out of what the work throws or adds', async () => {
    const work = (telemetry: Telemetry) =>
      telemetry
        .trace('process message', {}, async (span) => {
          Reflect.apply(span.add, span, [{ outcome: CANARY, email: CANARY }]);
          throw new TypeError(`no ${CANARY}`, { cause: new Error(CANARY) });
        })
        .catch(() => {});
    const { traces } = await exported(ALLOW_LIST, work);
    expect(traces).not.toMatch(/canary/i);
    expect(traces).toContain('TypeError');
    expect((await exported(NO_GUARD, work)).traces).toContain('canary');
  });

  it('do not carry an address out of anything at all', async () => {
    const names = fc.oneof(fc.constantFrom(...Object.keys(FIELD_SHAPES), 'cause', 'stack'), fc.string());
    const values = fc.anything({ key: names, values: [fc.constant(CANARY)] });
    const { traces } = await exported(ALLOW_LIST, async (telemetry) => {
      await fc.assert(
        fc.asyncProperty(fc.dictionary(names, values), async (fields) => {
          await slip(['trace', 'process message', fields, nothing])(telemetry);
        }),
        { numRuns: 300 },
      );
    });
    expect(traces).not.toContain('canary');
  });
});

describe('an ordinary run', () => {
  it('holds nothing back', async () => {
    const { prometheus } = await exported(ALLOW_LIST, async (telemetry) => {
      for (const method of ['messageSettled', 'reconciled', 'callEnded', 'paused'] as const)
        await slip([method, SOME_EVENTS[method]])(telemetry);
    });
    expect(prometheus).not.toContain('held_back');
  });

  it('that is wrong is seen in the metrics', async () => {
    const { prometheus } = await exported(ALLOW_LIST, async (telemetry) => useEverything(telemetry));
    expect(prometheus).toMatch(/held_back_total\{spotler_connector_attribute="url.template"\} 1/);
  });
});
