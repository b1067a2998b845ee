import type { Attributes } from '@opentelemetry/api';
import type { LogFields } from '../log-fields.ts';
import { printableLine } from '../printable-line.ts';
import { METRIC_ATTRIBUTES, type MetricAttributeName, OTHER } from './metric-attributes.ts';
import { spanAttributes } from './span-attributes.ts';

/** Attributes of a measurement whose values nobody has looked at yet. `undefined` stands for "not there". */
export type GivenAttributes = { readonly [Name in MetricAttributeName]?: unknown };

/** Decides which of the given values are exported. */
export interface AttributeGuard {
  /** The attributes of a measurement. `heldBack` gets the name of each whose value was not let through. */
  measurement(given: GivenAttributes, heldBack: (name: string) => void): Attributes;
  /**
   * The attributes of a span. Those of its fields that were held back are named among them, as in a log line.
   */
  span(fields: LogFields): Attributes;
  /** The name of a span. */
  spanName(name: string): string;
}

const METRIC_SHAPES = new Map(Object.entries(METRIC_ATTRIBUTES));

/** Lets through what is on the allow-lists of metrics and of log fields, and nothing else. */
export const ALLOW_LIST: AttributeGuard = {
  measurement(given, heldBack) {
    const attributes: Attributes = {};
    for (const [name, value] of Object.entries(given)) {
      if (value === undefined) continue;
      const shape = METRIC_SHAPES.get(name);
      const shaped = shape?.(value);
      if (shaped === undefined) heldBack(name);
      if (shape === undefined) continue;
      attributes[name] = typeof shaped === 'string' || typeof shaped === 'number' ? shaped : OTHER;
    }
    return attributes;
  },
  span: (fields) => spanAttributes(printableLine('', fields).fields),
  spanName: (name) => printableLine(name, {}).event,
};
