import { parseSync, Visitor } from 'oxc-parser';
import { read, sourceFiles } from '../workspace.ts';
import type { QueryNames } from './query-names.ts';

const OBSERVABILITY = 'packages/observability/src';
/** Fields of every log line, whatever is logged: `packages/observability/src/line-format.ts`. */
const ALWAYS = ['time', 'level', 'event'];
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LEVELS = ['error', 'warn', 'info', 'debug'];

/** Names that the worker's log lines and metrics have. */
const fields = [...ALWAYS, ...membersOf(`${OBSERVABILITY}/log-fields.ts`, 'LogFields')];
const metrics = textsIn(`${OBSERVABILITY}/telemetry/metrics.ts`, /\bname: '([^']+)'/g);
const attributes = textsIn(`${OBSERVABILITY}/telemetry/metric-attributes.ts`, /^ {2}'([\w.]+)':/gm);
const events = productionFiles('apps/worker').flatMap((file) =>
  textsIn(file, /\blogger(?:\.\w+|\[\w+\])\(\s*'([^']+)'/g),
);
/** Words such as `anonymized`, wherever the code of production writes them. */
const words = new Set(
  ['apps/worker', 'packages/reconciler', 'packages/anonymization-policy', 'packages/service-bus']
    .flatMap(productionFiles)
    .flatMap((file) => textsIn(file, /'([a-z][\w-]*)'/g)),
);

/** The names in a query that do not exist: such a query would find nothing, for ever and silently. */
export function unknownIn(query: QueryNames): string[] {
  return [
    ...missing('field', query.fields, fields),
    ...missing('metric', query.metrics, metrics),
    ...missing('attribute', query.attributes, attributes),
    ...query.values.filter(({ of, value }) => !isValue(of, value)).map(({ of, value }) => `${of} ${value}`),
  ];
}

function isValue(of: string, value: string): boolean {
  if (of === 'event') return events.includes(value);
  if (of === 'recordId') return GUID.test(value);
  return of === 'level' ? LEVELS.includes(value) : words.has(value);
}

function missing(kind: string, asked: readonly string[], known: readonly string[]): string[] {
  return asked.filter((name) => !known.includes(name)).map((name) => `${kind} ${name}`);
}

function productionFiles(folder: string): string[] {
  return sourceFiles(folder).filter((file) => !/\.test\.ts$|\/testing\//.test(file));
}

function textsIn(file: string, form: RegExp): string[] {
  return [...read(file).matchAll(form)].flatMap(([, text]) => text ?? []);
}

function membersOf(file: string, name: string): string[] {
  const members: string[] = [];
  new Visitor({
    TSInterfaceDeclaration({ id, body }) {
      if (id.name !== name) return;
      for (const member of body.body) {
        if (member.type === 'TSPropertySignature' && member.key.type === 'Identifier')
          members.push(member.key.name);
      }
    },
  }).visit(parseSync(file, read(file)).program);
  return members;
}
