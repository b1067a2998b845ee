import { describe, expect, it } from '@jest/globals';
import { SOME_EVENTS } from '../testing/some-events.ts';
import type { GaugeReading, Instruments } from './instruments.ts';
import type { Metric } from './metric.ts';
import { METRICS } from './metrics.ts';
import { recordEvents } from './record-events.ts';

/** Instruments that keep what they are given. */
function someInstruments() {
  const taken: { metric: Metric; value: number; attributes: Record<string, unknown> }[] = [];
  const gauges = new Map<Metric, () => readonly GaugeReading[]>();
  const instruments: Instruments = {
    count: (metric, attributes = {}) => taken.push({ metric, value: 1, attributes }),
    record: (metric, value, attributes = {}) => taken.push({ metric, value, attributes }),
    watch: (metric, read) => gauges.set(metric, read),
  };
  const read = (metric: Metric) =>
    gauges
      .get(metric)?.()
      .map(({ value }) => value);
  return { taken, gauges, read, events: recordEvents(instruments, () => 1_024) };
}

describe('an event', () => {
  it('is measured in seconds', () => {
    const { taken, events } = someInstruments();
    events.messageSettled(SOME_EVENTS.messageSettled);
    events.reconciled(SOME_EVENTS.reconciled);
    events.callEnded(SOME_EVENTS.callEnded);
    const seconds = taken.filter(({ metric }) => metric.unit === 's');
    expect(seconds.map(({ metric, value }) => [metric.name, value])).toEqual([
      ['messaging.process.duration', 0.04],
      ['spotler_connector.message.queue_delay', 1.5],
      ['spotler_connector.reconcile.duration', 0.03],
      ['http.client.request.duration', 0.02],
    ]);
  });

  it('has no attributes but those that the catalogue says', () => {
    const { taken, gauges, events } = someInstruments();
    events.messageSettled(SOME_EVENTS.messageSettled);
    events.reconciled(SOME_EVENTS.reconciled);
    events.callEnded(SOME_EVENTS.callEnded);
    events.paused(SOME_EVENTS.paused);
    events.held({ table: 'contact', cause: 'no-email' });
    events.secondLook('mended');
    events.swept('anonymized');
    events.coalesced();
    events.rebuilt();
    for (const { metric, attributes } of taken) {
      expect([metric.name, Object.keys(attributes).sort()]).toEqual([
        metric.name,
        [...metric.attributes].sort(),
      ]);
    }
    for (const [metric, read] of gauges)
      for (const { attributes = {} } of read()) expect(Object.keys(attributes)).toEqual(metric.attributes);
    const measured = new Set([...taken.map(({ metric }) => metric), ...gauges.keys(), METRICS.heldBack]);
    expect(measured).toEqual(new Set(Object.values(METRICS)));
  });

  it.each([
    ['dead-letter', 'dead_letter'],
    ['lock-lost', 'lock_lost'],
    ['complete', 'complete'],
  ] as const)('writes the settlement %s as the conventions do', (settlement, status) => {
    const { taken, events } = someInstruments();
    events.messageSettled({ ...SOME_EVENTS.messageSettled, settlement });
    expect(taken[0]?.attributes).toMatchObject({ 'messaging.servicebus.disposition_status': status });
  });
});

describe('intake', () => {
  it('is open until a system is down, and again when both are up', () => {
    const { taken, read, events } = someInstruments();
    const seen = () => [read(METRICS.intakeOpen), read(METRICS.systemUp)];
    expect(seen()).toEqual([[1], [1, 1]]);
    events.paused({ system: 'dataverse' });
    expect(seen()).toEqual([[0], [0, 1]]);
    events.paused({ system: 'spotler' });
    events.resumed({ system: 'dataverse' });
    expect(seen()).toEqual([[0], [1, 0]]);
    events.resumed({ system: 'spotler' });
    expect(seen()).toEqual([[1], [1, 1]]);
    expect(taken.map(({ metric, attributes }) => [metric.name, ...Object.values(attributes)])).toEqual([
      ['spotler_connector.intake.pauses', 'dataverse'],
      ['spotler_connector.intake.pauses', 'spotler'],
    ]);
  });

  it('pauses once for a system that is said to be down twice', () => {
    const { taken, events } = someInstruments();
    events.paused({ system: 'spotler' });
    events.paused({ system: 'spotler' });
    expect(taken).toHaveLength(1);
  });

  it('is open when everything is said to be up', () => {
    const { read, events } = someInstruments();
    events.paused({ system: 'dataverse' });
    events.paused({ system: 'spotler' });
    events.resumed();
    expect(read(METRICS.intakeOpen)).toEqual([1]);
  });
});

describe('the numbers of now', () => {
  it('are not there before somebody gives them, and the latest that were given then', () => {
    const { read, events } = someInstruments();
    expect(read(METRICS.waiting)).toEqual([]);
    events.observe({ inFlight: () => 1, waiting: () => 2, running: () => 3 });
    events.observe({ inFlight: () => 4, waiting: () => 5, running: () => 6 });
    expect([METRICS.inFlight, METRICS.waiting, METRICS.running].flatMap(read)).toEqual([4, 5, 6]);
    expect(read(METRICS.memory)).toEqual([1_024]);
  });
});
