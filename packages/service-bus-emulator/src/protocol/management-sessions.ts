import { asInt, asTimestamp } from './amqp-value.ts';
import { type Operation, queueOf } from './management-operation.ts';
import { readNumber, readText } from './management-request.ts';

export const renewSessionLock: Operation = ({ place, body, now }) => ({
  expiration: asTimestamp(queueOf(place).sessions.renew(readText(body, 'session-id'), now)),
});

export const getSessionState: Operation = ({ place, body, now }) => {
  const state = queueOf(place).sessions.getState(readText(body, 'session-id'), now);
  return { 'session-state': state === undefined ? null : Buffer.from(state) };
};

export const setSessionState: Operation = ({ place, body, now }) => {
  const state = body['session-state'];
  queueOf(place).sessions.setState(
    readText(body, 'session-id'),
    Buffer.isBuffer(state) ? state : undefined,
    now,
  );
  return {};
};

/** The last moment a .NET DateTime can hold: it asks for the sessions with messages instead of those with a state. */
const DATE_TIME_MAX_YEAR = 9999;

export const getMessageSessions: Operation = ({ place, body, now }) => {
  const updated = body['last-updated-time'];
  const hasTime = updated instanceof Date && updated.getUTCFullYear() < DATE_TIME_MAX_YEAR;
  const [skip, top] = [readNumber(body, 'skip'), readNumber(body, 'top')];
  const ids = queueOf(place).sessions.list(hasTime ? updated.getTime() : undefined, skip, top, now);
  return ids.length === 0 ? undefined : { skip: asInt(skip + ids.length), 'sessions-ids': ids };
};
