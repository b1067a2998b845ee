/** The names that a query uses of log lines and metrics. */
export interface QueryNames {
  /** Fields of a log line: `line.recordId`. */
  fields: string[];
  /** Metrics: `Name == '…'`. */
  metrics: string[];
  /** Attributes of metrics: `Properties['…']`. */
  attributes: string[];
  /** The values that fields and attributes are compared with, by the name of the field. */
  values: { of: string; value: string }[];
}

const COMPARED = /tostring\((?:line\.(\w+)|Properties\['([^']+)'\])\) (?:==|in) (\([^)]*\)|'[^']*')/g;

/** The names of ours in a query of Azure Monitor. Pure. */
export function namesInQuery(query: string): QueryNames {
  return {
    fields: all(query, /\bline\.(\w+)/g),
    metrics: all(query, /\bName == '([^']+)'/g),
    attributes: all(query, /\bProperties\['([^']+)'\]/g),
    values: [...query.matchAll(COMPARED)].flatMap(([, field, attribute, list = '']) =>
      all(list, /'([^']*)'/g).map((value) => ({ of: field ?? attribute ?? '', value })),
    ),
  };
}

function all(text: string, form: RegExp): string[] {
  return [...text.matchAll(form)].flatMap(([, found]) => found ?? []);
}
