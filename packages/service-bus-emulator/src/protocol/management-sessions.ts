import { asInt, asTimestamp } from './amqp-value.ts';
import { type OperationRequest, type OperationResult, queueOf } from './management-operation.ts';
import { readNumber, readText } from './management-request.ts';

export function renewSessionLock({ route, body, now }: OperationRequest): OperationResult {
  return { expiration: asTimestamp(queueOf(route).sessions.renew(readText(body, 'session-id'), now)) };
}

export function getSessionState({ route, body, now }: OperationRequest): OperationResult {
  const state = queueOf(route).sessions.getState(readText(body, 'session-id'), now);
  return { 'session-state': state === undefined ? null : Buffer.from(state) };
}

export function setSessionState({ route, body, now }: OperationRequest): OperationResult {
  const state = body['session-state'];
  queueOf(route).sessions.setState(
    readText(body, 'session-id'),
    Buffer.isBuffer(state) ? state : undefined,
    now,
  );
  return {};
}

/**
 * The last moment a .NET DateTime can hold: it asks for the sessions with messages instead of those with a
 * state.
 */
const DATE_TIME_MAX_YEAR = 9999;

export function getMessageSessions({ route, body, now }: OperationRequest): OperationResult {
  const updated = body['last-updated-time'];
  const hasTime = updated instanceof Date && updated.getUTCFullYear() < DATE_TIME_MAX_YEAR;
  const [skip, top] = [readNumber(body, 'skip'), readNumber(body, 'top')];
  const ids = queueOf(route).sessions.list(hasTime ? updated.getTime() : undefined, skip, top, now);
  return ids.length === 0 ? undefined : { skip: asInt(skip + ids.length), 'sessions-ids': ids };
}
