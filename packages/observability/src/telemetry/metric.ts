import type { MetricAttributeName } from './metric-attributes.ts';

/** The catalogue's entry for one metric. */
export interface Metric {
  /** OpenTelemetry's name for it. Prometheus shows dots as underscores and adds `_total` to a counter. */
  readonly name: string;
  /** How it is counted. */
  readonly kind: 'counter' | 'histogram' | 'gauge';
  /** UCUM, such as `s`, `By` or `{message}`. */
  readonly unit: string;
  /** Its meaning, in one line for the person who reads the graph. */
  readonly meaning: string;
  /** The only attributes that it has. */
  readonly attributes: readonly MetricAttributeName[];
  /** Upper bounds of a histogram's buckets, in its unit. */
  readonly buckets?: readonly number[] | undefined;
}
