import type { FilterExpression, Literal } from './filter-expression.ts';

/** Gives a property's value: text, number, boolean or null. */
export type PropertyReader = (property: string) => unknown;

/** Tells whether a row matches a filter. */
export type RowPredicate = (read: PropertyReader) => boolean;

/**
 * Turns a filter into a predicate that compares as Dataverse does: text without regard to case, null only
 * equal to null. What the filter names is prepared once, for it is asked about each row of a table.
 */
export function compileFilter(expression: FilterExpression): RowPredicate {
  switch (expression.kind) {
    case 'and':
    case 'or': {
      const [left, right] = [compileFilter(expression.left), compileFilter(expression.right)];
      return expression.kind === 'and'
        ? (read) => left(read) && right(read)
        : (read) => left(read) || right(read);
    }
    case 'not': {
      const operand = compileFilter(expression.operand);
      return (read) => !operand(read);
    }
    case 'in': {
      const values = new Set(expression.values.map((value) => value.toLowerCase()));
      return (read) => {
        const value = comparable(read(expression.property));
        return value !== null && values.has(String(value));
      };
    }
    case 'text':
      return (read) => matchesText(expression, read(expression.property));
    case 'compare':
      return (read) => matchesComparison(expression.operator, read(expression.property), expression.value);
  }
}

/** Values of a property outside of which nothing can match; undefined when the filter does not bind it. */
export function valuesBoundBy(expression: FilterExpression, property: string): readonly string[] | undefined {
  switch (expression.kind) {
    case 'and':
      return valuesBoundBy(expression.left, property) ?? valuesBoundBy(expression.right, property);
    case 'or': {
      const [left, right] = [expression.left, expression.right].map((operand) =>
        valuesBoundBy(operand, property),
      );
      return left === undefined || right === undefined ? undefined : [...left, ...right];
    }
    case 'in':
      return expression.property === property ? expression.values : undefined;
    case 'compare':
      return expression.property === property && expression.operator === 'eq' && expression.value !== null
        ? [String(expression.value)]
        : undefined;
    default:
      return undefined;
  }
}

/** Negative, zero or positive as for a sort; null sorts first. */
export function compareValues(left: unknown, right: unknown): number {
  const [a, b] = [comparable(left), comparable(right)];
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [textA, textB] = [String(a), String(b)];
  return textA === textB ? 0 : textA < textB ? -1 : 1;
}

function matchesComparison(operator: string, left: unknown, right: Literal): boolean {
  const order = compareValues(left, right);
  if (operator === 'eq') return order === 0;
  if (operator === 'ne') return order !== 0;
  if (left === null || right === null) return false;
  return { gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 }[operator] ?? false;
}

function matchesText(expression: Extract<FilterExpression, { kind: 'text' }>, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [text, part] = [value.toLowerCase(), expression.value.toLowerCase()];
  if (expression.function === 'contains') return text.includes(part);
  return expression.function === 'startswith' ? text.startsWith(part) : text.endsWith(part);
}

function comparable(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  return String(value).toLowerCase();
}
