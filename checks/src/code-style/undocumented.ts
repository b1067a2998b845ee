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

/** Finds the names that have no docstring in the file that declares them, and their members without one. */
export function undocumentedIn(path: string, text: string, names: ReadonlySet<string>): string[] {
  const { program, comments } = parseSync(path, text);
  const documented = (node: { start: number }) => comments.some((comment) => describes(comment, node, text));
  const declared = new Set<string>();
  const missing = program.body.flatMap((statement) => {
    const name = declaredName(statement);
    if (name === undefined || !names.has(name)) return [];
    const isOverload = declared.has(name);
    declared.add(name);
    return [
      ...(documented(statement) || isOverload ? [] : [name]),
      ...membersOf(statement, text)
        .filter((member) => !documented(member))
        .map(({ name: member }) => `${name}.${member}`),
    ];
  });
  return [
    ...missing,
    ...[...names].filter((name) => !declared.has(name)).map((name) => `${name}, elsewhere`),
  ];
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

/** The members of an interface, of a class as far as they are public, and of a type that is one object. */
function membersOf(statement: Statement, text: string): { name: string; start: number }[] {
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const { declaration } = statement;
  if (declaration?.type === 'TSInterfaceDeclaration') return signatures(declaration.body.body, text);
  if (declaration?.type === 'TSTypeAliasDeclaration') {
    const { typeAnnotation } = declaration;
    return typeAnnotation.type === 'TSTypeLiteral' ? signatures(typeAnnotation.members, text) : [];
  }
  if (declaration?.type !== 'ClassDeclaration') return [];
  return declaration.body.body.flatMap((member) => {
    const isMember = member.type === 'PropertyDefinition' || member.type === 'MethodDefinition';
    if (!isMember || member.key.type === 'PrivateIdentifier') return [];
    if (member.accessibility === 'private' || member.override) return [];
    const name = text.slice(member.key.start, member.key.end);
    return name === 'constructor' || name === 'name' ? [] : [{ name, start: member.start }];
  });
}

function signatures(
  members: readonly { type: string; start: number; key?: { start: number; end: number } }[],
  text: string,
): { name: string; start: number }[] {
  return members.flatMap(({ type, start, key }) =>
    key !== undefined && (type === 'TSPropertySignature' || type === 'TSMethodSignature')
      ? [{ name: text.slice(key.start, key.end), start }]
      : [],
  );
}
