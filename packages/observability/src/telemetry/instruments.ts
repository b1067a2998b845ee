import type { Attributes, Meter } from '@opentelemetry/api';
import type { AttributeGuard, GivenAttributes } from './attribute-guard.ts';
import type { Metric } from './metric.ts';
import { METRICS } from './metrics.ts';

/** One value of a gauge, and what it is about. */
export interface GaugeReading {
  readonly value: number;
  readonly attributes?: GivenAttributes | undefined;
}

/** Takes measurements. What they say besides the number goes through the guard. */
export interface Instruments {
  /** Counts one more. */
  count(metric: Metric, attributes?: GivenAttributes): void;
  /**
   * Adds one value, in the metric's unit. A value that is no number is held back, a negative one counts as 0.
   */
  record(metric: Metric, value: number, attributes?: GivenAttributes): void;
  /** From now on asks `read` whenever metrics are collected. */
  watch(metric: Metric, read: () => readonly GaugeReading[]): void;
}

/** Builds instruments on a meter; each is made when it is first used. */
export function createInstruments(meter: Meter, guard: AttributeGuard): Instruments {
  const counters = onFirstUse(({ name, unit, meaning }) =>
    meter.createCounter(name, { unit, description: meaning }),
  );
  const histograms = onFirstUse(({ name, unit, meaning, buckets = [] }) =>
    meter.createHistogram(name, {
      unit,
      description: meaning,
      advice: { explicitBucketBoundaries: [...buckets] },
    }),
  );

  function countHeldBack(name: string): void {
    const attributes = guard.measurement({ 'spotler_connector.attribute': name }, () => {});
    counters(METRICS.heldBack).add(1, attributes);
  }

  function guarded(given: GivenAttributes = {}): Attributes {
    return guard.measurement(given, countHeldBack);
  }

  return {
    count: (metric, attributes) => counters(metric).add(1, guarded(attributes)),
    record(metric, value, attributes) {
      if (Number.isFinite(value)) histograms(metric).record(Math.max(value, 0), guarded(attributes));
      else countHeldBack(metric.name);
    },
    watch(metric, read) {
      const { name, unit, meaning } = metric;
      meter.createObservableGauge(name, { unit, description: meaning }).addCallback((result) => {
        for (const { value, attributes } of read()) result.observe(value, guarded(attributes));
      });
    },
  };
}

function onFirstUse<Instrument>(make: (metric: Metric) => Instrument): (metric: Metric) => Instrument {
  const made = new Map<Metric, Instrument>();
  return (metric) => {
    const instrument = made.get(metric) ?? make(metric);
    made.set(metric, instrument);
    return instrument;
  };
}
