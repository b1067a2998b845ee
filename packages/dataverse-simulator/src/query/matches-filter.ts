import type { FilterExpression, Literal } from './filter-expression.ts';

/** Gives a property's value: text, number, boolean or null. */
export type PropertyReader = (property: string) => unknown;

/** As Dataverse compares: text without regard to case, null only equal to null. */
export function matchesFilter(expression: FilterExpression, read: PropertyReader): boolean {
  switch (expression.kind) {
    case 'and':
      return matchesFilter(expression.left, read) && matchesFilter(expression.right, read);
    case 'or':
      return matchesFilter(expression.left, read) || matchesFilter(expression.right, read);
    case 'not':
      return !matchesFilter(expression.operand, read);
    case 'in':
      return expression.values.some((value) => compareValues(read(expression.property), value) === 0);
    case 'text':
      return matchesText(expression, read(expression.property));
    case 'compare':
      return matchesComparison(expression.operator, read(expression.property), expression.value);
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
