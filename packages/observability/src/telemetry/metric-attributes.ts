import * as shape from '../shape.ts';

/** The tables that metrics tell apart. All others are one value: a foreign table has any name. */
const TABLES: ReadonlySet<unknown> = new Set(['contact', 'lead', 'account']);
/** What OpenTelemetry writes for a value that is not told apart. */
export const OTHER = '_OTHER';
const METHOD = /^(GET|POST|PUT|PATCH|DELETE)$/;
const TEMPLATE = /^(\/(\$?[A-Za-z]{1,30}|\{[A-Za-z]{1,30}\})){1,6}$/;
const DISPOSITION = /^(complete|abandon|dead_letter|defer|lock_lost|none)$/;
const ATTRIBUTE = /^[a-z_]{1,30}(\.[a-z_]{1,30}){1,3}$/;

const like =
  (form: RegExp): shape.Shape =>
  (value) =>
    typeof value === 'string' && form.test(value) ? value : undefined;

/** The allow-list: every attribute that a metric can have, and what its value must look like. No ids. */
export const METRIC_ATTRIBUTES = {
  'messaging.system': shape.word,
  'messaging.operation.name': shape.word,
  'messaging.servicebus.disposition_status': like(DISPOSITION),
  'spotler_connector.outcome': shape.word,
  'spotler_connector.table': (value: unknown) => (TABLES.has(value) ? String(value) : OTHER),
  'spotler_connector.reason': shape.name,
  'spotler_connector.action': shape.word,
  'spotler_connector.cause': shape.word,
  'spotler_connector.side': like(/^(dataverse|spotler)$/),
  'http.request.method': like(METHOD),
  'url.template': like(TEMPLATE),
  'http.response.status_code': shape.status,
  'error.type': shape.word,
  'spotler_connector.attribute': like(ATTRIBUTE),
} satisfies Record<string, shape.Shape>;

/** The name of an attribute of a metric. */
export type MetricAttributeName = keyof typeof METRIC_ATTRIBUTES;
