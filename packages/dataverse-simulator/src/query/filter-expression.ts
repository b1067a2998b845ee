/** A value in a filter. */
export type Literal = string | number | boolean | null;

export const COMPARISONS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
export const TEXT_FUNCTIONS = ['contains', 'startswith', 'endswith'] as const;

/** A parsed `$filter`. */
export type FilterExpression =
  | { kind: 'and' | 'or'; left: FilterExpression; right: FilterExpression }
  | { kind: 'not'; operand: FilterExpression }
  | { kind: 'compare'; operator: (typeof COMPARISONS)[number]; property: string; value: Literal }
  | { kind: 'text'; function: (typeof TEXT_FUNCTIONS)[number]; property: string; value: string }
  | { kind: 'in'; property: string; values: readonly string[] };
