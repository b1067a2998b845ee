import { readValue } from '../amqp/read-value.ts';
import type { Route } from '../semantics/namespace.ts';
import type { RefusalCondition } from '../semantics/refusal.ts';
import { typedEntries } from './amqp-value.ts';
import * as messages from './management-messages.ts';
import type { Operation } from './management-operation.ts';
import * as rules from './management-rules.ts';
import * as sessions from './management-sessions.ts';
import { SECTION, sectionsOf } from './raw-amqp.ts';
import { bodyRecord, type NodeRequest, type NodeResponse } from './request-node.ts';
import { errorOf } from './settlement.ts';

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['com.microsoft:peek-message', messages.peek],
  ['com.microsoft:schedule-message', messages.schedule],
  ['com.microsoft:cancel-scheduled-message', messages.cancelScheduled],
  ['com.microsoft:receive-by-sequence-number', messages.receiveBySequenceNumber],
  ['com.microsoft:renew-lock', messages.renewLock],
  ['com.microsoft:update-disposition', messages.updateDisposition],
  ['com.microsoft:batch-delete-messages', messages.deleteBatch],
  ['com.microsoft:renew-session-lock', sessions.renewSessionLock],
  ['com.microsoft:get-session-state', sessions.getSessionState],
  ['com.microsoft:set-session-state', sessions.setSessionState],
  ['com.microsoft:get-message-sessions', sessions.getMessageSessions],
  ['com.microsoft:add-rule', rules.addRule],
  ['com.microsoft:remove-rule', rules.removeRule],
  ['com.microsoft:enumerate-rules', rules.enumerateRules],
]);

/** HTTP-like codes of the conditions; every other one is a bad request. */
const STATUS: Partial<Record<RefusalCondition, number>> = {
  'amqp:unauthorized-access': 401,
  'amqp:link:message-size-exceeded': 403,
  'amqp:resource-limit-exceeded': 403,
  'amqp:not-found': 404,
  'com.microsoft:message-not-found': 404,
  'com.microsoft:timeout': 408,
  'com.microsoft:entity-already-exists': 409,
  'com.microsoft:message-lock-lost': 410,
  'com.microsoft:session-lock-lost': 410,
  'com.microsoft:session-cannot-be-locked': 410,
  'amqp:internal-error': 500,
  'amqp:not-implemented': 501,
  'com.microsoft:server-busy': 503,
};

function isKnown(condition: string): condition is RefusalCondition {
  return condition in STATUS;
}

/** The circumstances of a request. */
export interface Circumstances {
  readonly now: number;
  /** The session of the link that the request is associated with. */
  readonly sessionOfLink: string | undefined;
}

/** Answers one request of an entity's `$management` node. */
export function manage(
  route: Route,
  { operation, body, raw }: NodeRequest,
  { now, sessionOfLink }: Circumstances,
): NodeResponse {
  const perform = OPERATIONS.get(operation);
  if (perform === undefined) {
    const statusDescription = `The operation '${operation}' is not supported.`;
    return { statusCode: 501, statusDescription, errorCondition: 'amqp:not-implemented' };
  }
  const request = { route, body: bodyRecord(body), now, sessionOfLink };
  try {
    const result = perform({ ...request, typedBody: () => typedBodyOf(raw) });
    if (result !== undefined) return { statusCode: 200, statusDescription: 'OK', body: result };
    const errorCondition = 'com.microsoft:message-not-found';
    return { statusCode: 204, statusDescription: 'No messages were found.', errorCondition, body: {} };
  } catch (error) {
    const { condition, description } = errorOf(error);
    const statusCode = (isKnown(condition) ? STATUS[condition] : undefined) ?? 400;
    return { statusCode, statusDescription: description, errorCondition: condition, body: {} };
  }
}

function typedBodyOf(raw: Buffer): ReturnType<typeof typedEntries> {
  const section = sectionsOf(raw).find(({ code }) => code === SECTION.value);
  if (section === undefined) return new Map();
  return typedEntries(readValue(raw.subarray(section.valueStart, section.end)));
}
