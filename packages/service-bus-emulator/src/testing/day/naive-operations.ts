import type { DayAnswer, DayMessage, DayOperation, SettleKind } from './day-operation.ts';
import type { NaiveNamespace } from './naive-namespace.ts';
import {
  dayEntity,
  type NaiveIncoming,
  type NaiveList,
  type NaiveMessage,
  naivePath,
} from './naive-state.ts';

const SESSION_LOST = { refused: 'com.microsoft:session-lock-lost' };
const MESSAGE_LOST = { refused: 'com.microsoft:message-lock-lost' };
const NOT_FOUND = { refused: 'com.microsoft:message-not-found' };

/** Does one thing to the naive namespace and tells what the emulator must answer. */
export function applyNaively(naive: NaiveNamespace, operation: DayOperation): DayAnswer {
  if (operation.kind === 'advance') {
    naive.advance(operation.milliseconds);
    return {};
  }
  const { path, list } = naivePath(operation.path);
  const entity = naive.entity(path);
  switch (operation.kind) {
    case 'send': {
      const refused = naive.refusal(path, operation.messages);
      if (refused !== undefined) return { refused };
      return { numbers: operation.messages.map((message) => naive.enqueue(path, incomingOf(message))) };
    }
    case 'cancel': {
      const found = operation.numbers.map((number) => entity.main.find((each) => each.number === number));
      if (found.some((message) => message?.state !== 'scheduled')) return NOT_FOUND;
      for (const message of found) if (message !== undefined) naive.remove(path, 'main', message);
      return {};
    }
    case 'status':
      entity.status = operation.status;
      return {};
    case 'addRule':
      if (entity.rules.includes(operation.rule.name))
        return { refused: 'com.microsoft:entity-already-exists' };
      entity.rules.push(operation.rule.name);
      return {};
    case 'removeRule': {
      const at = entity.rules.indexOf(operation.rule.name);
      if (at < 0) return { refused: 'amqp:not-found' };
      entity.rules.splice(at, 1);
      return {};
    }
    case 'take':
    case 'takeDeferred':
      return take(naive, path, list, operation);
    case 'settle': {
      const message = entity[list].find(({ lock }) => lock?.token === operation.token);
      if (message !== undefined) return settle(naive, path, list, operation.how, message);
      return list === 'main' && dayEntity(path).settings.requiresSession ? SESSION_LOST : MESSAGE_LOST;
    }
    case 'purge':
      return { numbers: [purge(naive, path, list, operation.count)] };
    default:
      return applyToSession(naive, path, operation);
  }
}

function incomingOf({ id, sessionId, timeToLive, dueAt, colour, size }: DayMessage): NaiveIncoming {
  const unmarked = { source: undefined, firstNumber: undefined, reason: undefined, tried: undefined };
  const properties = { colour, size, stamp: undefined };
  return { id, sessionId, timeToLive, dueAt, properties, wasScheduled: false, hops: 0, ...unmarked };
}

/** The free messages of a list in order, of one session or of all. */
function free(naive: NaiveNamespace, path: string, list: NaiveList, session?: string): NaiveMessage[] {
  return naive
    .entity(path)
    [list].filter(({ state, lock }) => state === 'active' && lock === undefined)
    .filter(({ sessionId }) => session === undefined || sessionId === session)
    .sort((a, b) => a.number - b.number);
}

function take(
  naive: NaiveNamespace,
  path: string,
  list: NaiveList,
  operation: Extract<DayOperation, { readonly kind: 'take' | 'takeDeferred' }>,
): DayAnswer {
  const { sessionId } = operation;
  if (sessionId !== undefined && naive.session(path, sessionId).lockedUntil === undefined)
    return SESSION_LOST;
  if (operation.kind === 'take') {
    const [message] = free(naive, path, list, sessionId);
    if (message === undefined) return { numbers: [] };
    if (operation.isRemoved) naive.remove(path, list, message);
    else naive.lock(path, list, message);
    return { numbers: [message.number] };
  }
  const found = operation.numbers.map((number) =>
    naive.entity(path)[list].find((each) => each.number === number),
  );
  const isTakeable = (message: NaiveMessage | undefined): message is NaiveMessage =>
    message?.state === 'deferred' &&
    message.lock === undefined &&
    (sessionId === undefined || message.sessionId === sessionId);
  if (!found.every(isTakeable)) return NOT_FOUND;
  for (const message of found) naive.lock(path, list, message);
  return { numbers: operation.numbers };
}

function settle(
  naive: NaiveNamespace,
  path: string,
  list: NaiveList,
  how: SettleKind,
  message: NaiveMessage,
): DayAnswer {
  if (how === 'complete') naive.remove(path, list, message);
  else if (how === 'renew' && message.lock !== undefined)
    message.lock.until = naive.state.now + dayEntity(path).settings.lockDuration;
  else if (how === 'abandon') {
    Object.assign(message, { tried: how });
    naive.release(path, list, message, true);
  } else if (how === 'defer') {
    Object.assign(message, { tried: how, state: 'deferred', lock: undefined });
    naive.waitAnew(message);
    if (list === 'main') message.deliveryCount += 1;
    naive.noteReady(path, message.sessionId);
    naive.advance(0);
  } else if (how === 'deadLetter' && list !== 'main') {
    naive.release(path, list, message, false);
    return { refused: 'amqp:not-allowed' };
  } else if (how === 'deadLetter') naive.deadLetter(path, message, 'Bad');
  return {};
}

function purge(naive: NaiveNamespace, path: string, list: NaiveList, count: number): number {
  const messages = free(naive, path, list).slice(0, count);
  for (const message of messages) naive.remove(path, list, message);
  return messages.length;
}

function applyToSession(
  naive: NaiveNamespace,
  path: string,
  operation: Extract<
    DayOperation,
    { readonly kind: 'accept' | 'release' | 'renewSession' | 'getState' | 'setState' }
  >,
): DayAnswer {
  const until = naive.state.now + dayEntity(path).settings.lockDuration;
  if (operation.kind === 'accept') {
    const id = operation.sessionId ?? nextReady(naive, path);
    if (id === undefined) return { text: undefined };
    const session = naive.session(path, id);
    if (session.lockedUntil !== undefined) return { refused: 'com.microsoft:session-cannot-be-locked' };
    session.lockedUntil = until;
    naive.noteReady(path, id);
    return { text: id };
  }
  const session = naive.session(path, operation.sessionId);
  if (session.lockedUntil === undefined) return operation.kind === 'release' ? {} : SESSION_LOST;
  if (operation.kind === 'release') naive.freeSession(path, operation.sessionId, false);
  else if (operation.kind === 'setState') session.state = operation.state;
  else if (operation.kind === 'getState') return { text: session.state ?? '' };
  else {
    session.lockedUntil = until;
    for (const { sessionId, lock } of naive.entity(path).main)
      if (sessionId === operation.sessionId && lock !== undefined) lock.until = until;
    return { text: String(until) };
  }
  return {};
}

function nextReady(naive: NaiveNamespace, path: string): string | undefined {
  const ready = Object.entries(naive.entity(path).sessions).filter(
    ([, { readySince }]) => readySince !== undefined,
  );
  return ready.sort(([, a], [, b]) => (a.readySince ?? 0) - (b.readySince ?? 0))[0]?.[0];
}
