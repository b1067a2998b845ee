import { guidsIn } from '../values/guid.ts';
import { asThrown, type Thrown } from './thrown.ts';

/** Which row was asked for. */
export interface AskedRow {
  /** Logical name of the row's table; null when that is not known, and then it is not compared. */
  readonly table: string | null;
  /** The row's id: lower case, without braces. */
  readonly id: string;
}

/**
 * The code of an answer about a row that does not exist (learn: Web service error codes, ObjectDoesNotExist).
 */
const ROW_DOES_NOT_EXIST = '0x80040217';

const GUID = String.raw`\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?`;
/**
 * `Entity 'contact' With Id = … Does Not Exist`, without the first word in older versions, or about several
 * ids.
 */
const STATEMENT = new RegExp(
  String.raw`(?:entity\s+)?(?:['"]?(\w+)['"]?)\s+with\s+ids?\s*=\s*(${GUID}(?:\s*,\s*${GUID})*)\s+do(?:es)?\s+not\s+exist`,
  'gi',
);
/**
 * Words that no other language has: an English message has to make the statement in the form that is known.
 */
const ENGLISH =
  /\b(?:the|with|not|cannot|does|been|have|user|missing|privilege|access|denied|failed|exists?|while|when)\b/i;
/** A path quotes the id, but says nothing about the row. */
const PATH = /[/\\]|\w\(/;
/** Tables that messages about other things than the row speak of, and any custom one. */
const TABLE_NAMES =
  /\b(?:systemuser|team|businessunit|organization|owner|account|contact|lead|opportunity|incident|workflow|plugintype|\w+_\w+)\b/gi;

/**
 * Whether the answer says that the row that was asked for does not exist. What is irreversible rests on it,
 * so it is an allow-list: status 404, an OData error, its code that of a missing row or empty, and the row's
 * own id in a message that speaks of no other row and no other table. Messages are in the language of the
 * calling user, so that only an English one can be asked to have a certain form.
 */
export function saysRowDoesNotExist(error: unknown, asked: AskedRow): boolean {
  const thrown = asThrown(error);
  if (!isAboutRows(thrown)) return false;
  const { message } = thrown;
  const statements = [...message.matchAll(STATEMENT)];
  if (statements.length > 0) {
    return statements.every(([, table = '', ids = '']) => isAbout(asked, table, guidsIn(ids)));
  }
  if (ENGLISH.test(message)) return false;
  const ids = guidsIn(message);
  const tables = [...message.matchAll(TABLE_NAMES)].map(([name]) => name);
  return ids.length > 0 && ids.every((id) => id === asked.id) && tables.every((name) => isOf(asked, name));
}

/** Whether an answer is Dataverse's own about a missing row, which need not be the one that was asked for. */
export function isAboutRows({ status, code, message }: Thrown): boolean {
  if (status !== 404 || PATH.test(message)) return false;
  return code === '' ? guidsIn(message).length > 0 : code?.toLowerCase() === ROW_DOES_NOT_EXIST;
}

function isAbout(asked: AskedRow, table: string, ids: readonly string[]): boolean {
  return ids.includes(asked.id) && (isOf(asked, table) || /^(?:entity|record|row)$/i.test(table));
}

function isOf({ table }: AskedRow, name: string): boolean {
  return table === null || name.toLowerCase() === table;
}
