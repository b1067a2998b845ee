/** A value in a filter. */
export type Literal = string | number | boolean | null;

export const COMPARISONS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
export const TEXT_FUNCTIONS = ['contains', 'startswith', 'endswith'] as const;

/** A parsed `$filter`. */
export type FilterExpression =
  | { readonly kind: 'and' | 'or'; readonly left: FilterExpression; readonly right: FilterExpression }
  | { readonly kind: 'not'; readonly operand: FilterExpression }
  | {
      readonly kind: 'compare';
      readonly operator: (typeof COMPARISONS)[number];
      readonly property: string;
      readonly value: Literal;
    }
  | {
      readonly kind: 'text';
      readonly function: (typeof TEXT_FUNCTIONS)[number];
      readonly property: string;
      readonly value: string;
    }
  | { readonly kind: 'in'; readonly property: string; readonly values: readonly string[] };
