import { type Expression, parseSync, Visitor } from 'oxc-parser';

/** Finds the places in a file that break a rule, as they are written there. */
export type Rule = (path: string, text: string) => string[];

/** The width that the formatter keeps code to. It leaves comments as they are. */
const MAX_WIDTH = 110;
/** Docstrings say what something is for, not who asks. */
const QUESTION = /^\*[\s*]*(What|Who|Whom|Whose|Whence)\b/;
const CLOCK = /^(Date\.now|performance\.now|process\.hrtime(\.bigint)?)$/;
const TIMERS = ['node:timers', 'node:timers/promises', 'timers', 'timers/promises'];

/** Functions that are constants of their module, where a declaration would do. */
export function arrowConstants(path: string, text: string): string[] {
  return parseSync(path, text).program.body.flatMap((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type !== 'VariableDeclaration') return [];
    return declared.declarations
      .filter(({ init }) => init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression')
      .map(({ id }) => text.slice(id.start, id.end));
  });
}

/** Spreads of something that may be nothing, into an object or a call: `...(x !== undefined && { x })`. */
export function conditionalSpreads(path: string, text: string): string[] {
  const spreads: string[] = [];
  new Visitor({
    SpreadElement({ start, end, argument }) {
      if (mayBeNothing(argument)) spreads.push(text.slice(start, end));
    },
  }).visit(parseSync(path, text).program);
  return spreads;
}

function mayBeNothing(expression: Expression): boolean {
  if (expression.type === 'ParenthesizedExpression') return mayBeNothing(expression.expression);
  if (expression.type === 'LogicalExpression') return expression.operator === '&&';
  if (expression.type !== 'ConditionalExpression') return false;
  return [expression.consequent, expression.alternate].some(
    (branch) =>
      (branch.type === 'ObjectExpression' && branch.properties.length === 0) ||
      (branch.type === 'Identifier' && branch.name === 'undefined'),
  );
}

/**
 * Readings of the machine's clock, and waits on it, anywhere but in a `clock.ts`. Tests may do what they
 * like.
 */
export function clockReadings(path: string, text: string): string[] {
  if (/\/clock\.ts$|\.test\.ts$|\/testing\//.test(path)) return [];
  const found: string[] = [];
  const written = (node: { start: number; end: number }) => text.slice(node.start, node.end);
  new Visitor({
    CallExpression({ callee }) {
      const name = written(callee);
      if (CLOCK.test(name) || name === 'setTimeout' || name === 'setInterval') found.push(name);
    },
    NewExpression({ callee, arguments: given }) {
      if (written(callee) === 'Date' && given.length === 0) found.push('new Date()');
    },
    ImportDeclaration({ source, specifiers }) {
      if (!TIMERS.includes(source.value)) return;
      const names = specifiers.map((specifier) =>
        'imported' in specifier ? written(specifier.imported) : '*',
      );
      if (names.some((name) => name !== 'setImmediate')) found.push(source.value);
    },
  }).visit(parseSync(path, text).program);
  return found;
}

/** Lines of comments that are wider than lines of code may be. */
export function wideComments(path: string, text: string): string[] {
  return parseSync(path, text).comments.flatMap(({ start, end }) => {
    const lines = text.slice(text.lastIndexOf('\n', start) + 1, end).split('\n');
    return lines.filter((line) => line.length > MAX_WIDTH).map((line) => line.trim());
  });
}

/** Docstrings that begin like a question instead of with a noun or a verb. */
export function questioningDocstrings(path: string, text: string): string[] {
  return parseSync(path, text)
    .comments.filter(({ type, value }) => type === 'Block' && QUESTION.test(value))
    .map(({ value }) => value.trim());
}
