import type { DayMessage, DayOperation, SettleKind } from './day-operation.ts';
import { CHOSEN, DAY, RULES, TOPIC } from './day-topology.ts';
import type { NaiveNamespace } from './naive-namespace.ts';
import { dayEntity } from './naive-state.ts';
import type { SeededRandom } from './seeded-random.ts';

const SENDABLE = DAY.filter(({ kind }) => kind !== 'subscription').map(({ path }) => path);
const RECEIVABLE = DAY.filter(({ kind, settings }) => kind !== 'topic' && settings.forwardTo === undefined)
  .map(({ path }) => path)
  .flatMap((path) => [path, path, path, `${path}/$DeadLetterQueue`]);
const TRANSFERS = DAY.filter(({ settings }) => settings.forwardTo !== undefined).map(
  ({ path }) => `${path}/$Transfer/$DeadLetterQueue`,
);
const WITH_SESSIONS = DAY.filter(({ settings }) => settings.requiresSession).map(({ path }) => path);
const SESSIONS = ['s1', 's2', 's3', 's9'];
const SETTLEMENTS: readonly SettleKind[] = [
  'complete',
  'complete',
  'abandon',
  'defer',
  'deadLetter',
  'renew',
];

/** A message that was locked at one time or another. */
export interface KnownLock {
  readonly path: string;
  readonly token: string;
}

/** Chooses what is done next. Most of it makes sense; stale locks and unknown numbers are tried, too. */
export function chooseOperation(
  naive: NaiveNamespace,
  random: SeededRandom,
  locks: readonly KnownLock[],
): DayOperation {
  const roll = random.below(100);
  if (roll < 28) return sending(naive, random);
  if (roll < 48) return taking(random);
  if (roll < 70 && locks.length > 0) {
    const { path, token } = random.pick(locks.slice(-30));
    return { kind: 'settle', path, token, how: random.pick(SETTLEMENTS) };
  }
  if (roll < 74) return deferredOrScheduled(naive, random);
  if (roll < 90) return onSession(random);
  if (roll < 95) {
    const paths = [...RECEIVABLE, ...TRANSFERS].filter((path) => !WITH_SESSIONS.includes(path));
    return { kind: 'purge', path: random.pick(paths), count: 1 + random.below(20) };
  }
  if (roll < 97) return { kind: 'status', path: 'plain', status: random.pick(['Active', 'SendDisabled']) };
  return { kind: random.pick(['addRule', 'removeRule']), path: CHOSEN, rule: random.pick(RULES) };
}

function sending(naive: NaiveNamespace, random: SeededRandom): DayOperation {
  const path = random.pick([...SENDABLE, TOPIC, TOPIC, 'visits']);
  const isWithSession = [...WITH_SESSIONS, TOPIC].includes(path) || random.chance(0.3);
  const count = random.chance(0.2) ? 1 + random.below(5) : 1;
  const messages = Array.from({ length: count }, (): DayMessage => {
    const isScheduled = random.chance(0.25);
    return {
      id: `m${random.below(path === 'unique' ? 20 : 1_000_000)}`,
      sessionId: isWithSession && !random.chance(0.05) ? random.pick(SESSIONS) : undefined,
      timeToLive: random.chance(0.3) ? 2 * random.below(300_000) + 1 : undefined,
      dueAt: isScheduled ? naive.state.now + 2 * random.below(450_000) + 1 : undefined,
      colour: random.chance(0.2) ? undefined : random.pick(['red', 'blue', 'green', 'grey']),
      size: random.chance(0.1) ? undefined : 1 + random.below(9),
    };
  });
  return { kind: 'send', path, messages };
}

function taking(random: SeededRandom): DayOperation {
  const path = random.pick(random.chance(0.1) ? TRANSFERS : RECEIVABLE);
  const sessionId = WITH_SESSIONS.includes(path) ? random.pick(SESSIONS) : undefined;
  return { kind: 'take', path, sessionId, isRemoved: random.chance(0.2) };
}

function deferredOrScheduled(naive: NaiveNamespace, random: SeededRandom): DayOperation {
  const path = random.pick(SENDABLE);
  const { main } = naive.entity(path);
  const numbers = main.length === 0 ? [7] : [random.pick(main).number];
  if (dayEntity(path).kind === 'topic' || random.chance(0.4)) return { kind: 'cancel', path, numbers };
  const deferred = main.filter(({ state }) => state === 'deferred');
  const chosen = deferred.length === 0 ? numbers : [random.pick(deferred).number];
  const sessionId = WITH_SESSIONS.includes(path) ? random.pick(SESSIONS) : undefined;
  return { kind: 'takeDeferred', path, numbers: chosen, sessionId };
}

function onSession(random: SeededRandom): DayOperation {
  const path = random.pick(WITH_SESSIONS);
  const sessionId = random.pick(SESSIONS);
  const kind = random.pick(['accept', 'accept', 'release', 'renewSession', 'getState', 'setState'] as const);
  if (kind === 'accept') return { kind, path, sessionId: random.chance(0.5) ? undefined : sessionId };
  if (kind === 'setState')
    return { kind, path, sessionId, state: random.chance(0.3) ? undefined : `state ${random.below(100)}` };
  return { kind, path, sessionId };
}
