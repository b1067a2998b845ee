import { posix } from 'node:path';
import { type Comment, parseSync, type Statement } from 'oxc-parser';

/** The names that a package's index.ts exports, by the file that declares them. */
export function exportedNames(index: string, text: string): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const { entries } of parseSync(index, text).module.staticExports) {
    for (const { moduleRequest, importName } of entries) {
      if (moduleRequest === null || importName.name === null) continue;
      const file = posix.join(posix.dirname(index), moduleRequest.value);
      names.set(file, (names.get(file) ?? new Set()).add(importName.name));
    }
  }
  return names;
}

/** Which of these names have no docstring in the file that declares them, and which members of their options. */
export function undocumentedIn(path: string, text: string, names: ReadonlySet<string>): string[] {
  const { program, comments } = parseSync(path, text);
  const documented = (node: { start: number }) => comments.some((comment) => describes(comment, node, text));
  return program.body.flatMap((statement) => {
    const name = declaredName(statement);
    if (name === undefined || !names.has(name)) return [];
    const missing = documented(statement) ? [] : [name];
    return [
      ...missing,
      ...optionMembers(statement, text)
        .filter((member) => !documented(member))
        .map(({ name: member }) => `${name}.${member}`),
    ];
  });
}

/** Whether a comment is a docstring that ends where the node begins. */
function describes({ type, value, end }: Comment, node: { start: number }, text: string): boolean {
  return (
    type === 'Block' &&
    value.startsWith('*') &&
    end <= node.start &&
    text.slice(end, node.start).trim() === ''
  );
}

function declaredName(statement: Statement): string | undefined {
  if (statement.type !== 'ExportNamedDeclaration') return undefined;
  const { declaration } = statement;
  if (declaration === null) return undefined;
  if (declaration.type === 'VariableDeclaration') {
    const [first] = declaration.declarations;
    return first?.id.type === 'Identifier' ? first.id.name : undefined;
  }
  return 'id' in declaration && declaration.id?.type === 'Identifier' ? declaration.id.name : undefined;
}

/** The members of an interface that is named for options. */
function optionMembers(statement: Statement, text: string): { name: string; start: number }[] {
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const { declaration } = statement;
  if (declaration?.type !== 'TSInterfaceDeclaration' || !declaration.id.name.endsWith('Options')) return [];
  return declaration.body.body.flatMap((member) =>
    member.type === 'TSPropertySignature' || member.type === 'TSMethodSignature'
      ? [{ name: text.slice(member.key.start, member.key.end), start: member.start }]
      : [],
  );
}
