import * as shape from '../shape.ts';

/** The tables that metrics tell apart. All others are one value: a foreign table has any name. */
const TABLES: ReadonlySet<unknown> = new Set(['contact', 'lead', 'account']);
/** The value that OpenTelemetry writes for all that are not told apart. */
export const OTHER = '_OTHER';
const METHOD = /^(GET|POST|PUT|PATCH|DELETE)$/;
const TEMPLATE = /^(\/(\$?[A-Za-z]{1,30}|\{[A-Za-z]{1,30}\})){1,6}$/;
const DISPOSITION = /^(complete|abandon|dead_letter|defer|lock_lost|none)$/;
const ATTRIBUTE = /^[a-z_]{1,30}(\.[a-z_]{1,30}){1,3}$/;

/** The allow-list: every attribute that a metric can have, and what its value must look like. No ids. */
export const METRIC_ATTRIBUTES = {
  'messaging.system': shape.word,
  'messaging.operation.name': shape.word,
  'messaging.servicebus.disposition_status': shape.like(DISPOSITION),
  'spotler_connector.outcome': shape.word,
  'spotler_connector.table': tableName,
  'spotler_connector.reason': shape.name,
  'spotler_connector.action': shape.word,
  'spotler_connector.cause': shape.word,
  'spotler_connector.system': shape.like(/^(dataverse|spotler|state)$/),
  'http.request.method': shape.like(METHOD),
  'url.template': shape.like(TEMPLATE),
  'http.response.status_code': shape.status,
  'error.type': shape.word,
  'spotler_connector.attribute': shape.like(ATTRIBUTE),
} satisfies Record<string, shape.Shape>;

function tableName(value: unknown): string {
  return TABLES.has(value) ? String(value) : OTHER;
}

/** The name of an attribute of a metric. */
export type MetricAttributeName = keyof typeof METRIC_ATTRIBUTES;
