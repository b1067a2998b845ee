import { toGuid } from '../values/guid.ts';
import { isJsonObject, type JsonObject, member } from '../values/json-object.ts';
import { bodyText } from './body-text.ts';
import type { DecodedMessage } from './decoded-message.ts';
import { externalIdsOf } from './external-ids-of.ts';
import { contactIdsOf, erasedAtOf, lookReasonOf } from './look-message.ts';
import { type MalformedProblem, malformedReport } from './malformed-report.ts';
import { toMessageName, toTableName } from './message-name.ts';
import { isOurs, isOurTable, type RowRef, rowsOfMessage } from './records-of-message.ts';
import { isStripped } from './stripped.ts';
import { timeOf } from './time-of.ts';

/** Facts about a queue message besides its body. */
export interface MessageContext {
  /** The broker message's content type; `application/json` when the service endpoint is set up for JSON. */
  readonly contentType?: string | undefined;
  /** The broker message's application properties; Dataverse puts `MessageMaxSizeExceeded` there. */
  readonly applicationProperties?: Readonly<Record<string, unknown>> | undefined;
  /** Logical name of the Spotler Job table. Without it there are no jobs. */
  readonly jobTable?: string | undefined;
  /** Column to take external ids from, out of pre-images. Without it no image is looked at. */
  readonly externalIdColumn?: string | undefined;
}

/**
 * Reads the body of a queue message as Dataverse's RemoteExecutionContext in JSON. Never throws, whatever
 * the bytes are, and takes time and memory in proportion to their number. A message says which records to
 * look at, never what they look like.
 */
export function decodeChangeMessage(body: Uint8Array, context: MessageContext = {}): DecodedMessage {
  const decoded = bodyText(body, context.contentType);
  if ('report' in decoded) return { kind: 'malformed', report: decoded.report };
  const parsed = parseJson(decoded.text);
  if (!isJsonObject(parsed)) return malformed([{ path: '$', expected: 'a complete JSON object' }]);
  return decodeContext(parsed, context);
}

/**
 * JSON.parse keeps its own stack on the heap, so that deep nesting can't overflow ours; the last duplicate
 * key wins.
 */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decodeContext(body: JsonObject, context: MessageContext): DecodedMessage {
  const messageName = toMessageName(member(body, 'MessageName'));
  if (messageName === null) return withoutMessageName(body);
  const rows = rowsOfMessage(body);
  const origin = {
    messageName,
    operationId: toGuid(member(body, 'OperationId')),
    correlationId: toGuid(member(body, 'CorrelationId')),
    organizationId: toGuid(member(body, 'OrganizationId')),
    initiatingUserId: toGuid(member(body, 'InitiatingUserId')),
    changedAt: timeOf(member(body, 'OperationCreatedOn')),
  };
  const job = rows.find((row) => row.table === context.jobTable?.toLowerCase());
  if (job !== undefined && messageName !== 'Delete') {
    return { kind: 'job', id: job.id, ...origin, stripped: isStripped(body, context.applicationProperties) };
  }
  const records = rows.filter(isOurs).map(({ table, id }) => ({ table, id }));
  if (records.length === 0 || isReading(messageName)) return withoutRecords(body, rows, messageName, context);
  return {
    kind: 'change',
    records,
    ...origin,
    stripped: isStripped(body, context.applicationProperties),
    externalIds:
      lookReasonOf(messageName) === undefined
        ? externalIdsOf(body, context.externalIdColumn)
        : contactIdsOf(body, records),
    erasedAt: lookReasonOf(messageName) === 'second-look' ? erasedAtOf(body) : undefined,
  };
}

/** A step can be registered on Retrieve and RetrieveMultiple too, but these change nothing. */
function isReading(messageName: string): boolean {
  return /^retrieve/i.test(messageName);
}

function withoutRecords(
  body: JsonObject,
  rows: readonly RowRef[],
  messageName: string,
  context: MessageContext,
): DecodedMessage {
  const name = member(body, 'PrimaryEntityName');
  const table = toTableName(name) ?? rows[0]?.table ?? null;
  const expectsRow = table !== null && (isOurTable(table) || table === context.jobTable?.toLowerCase());
  if (expectsRow && rows.length === 0 && !isReading(messageName)) {
    return malformed([{ path: 'PrimaryEntityId', expected: "the record's id, or a Target with one" }]);
  }
  if (table === null && typeof name !== 'string') {
    return malformed([{ path: 'PrimaryEntityName', expected: "a table's logical name" }]);
  }
  return { kind: 'foreign', table, messageName };
}

/** Business events of the finance products travel on the same queues, in an envelope of their own. */
function withoutMessageName(body: JsonObject): DecodedMessage {
  const businessEvent = toMessageName(member(body, 'BusinessEventId'));
  if (businessEvent !== null) return { kind: 'foreign', table: null, messageName: businessEvent };
  const problems = [{ path: 'MessageName', expected: "an event's name" }];
  if (typeof member(body, 'PrimaryEntityName') !== 'string') {
    problems.push({ path: 'PrimaryEntityName', expected: "a table's logical name" });
  }
  return malformed(problems);
}

function malformed(problems: readonly MalformedProblem[]): DecodedMessage {
  return { kind: 'malformed', report: malformedReport(problems) };
}
