import { ServiceBusError } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { aMessageReceiver } from '../testing/a-message-receiver.ts';
import { watchReceiverHealth } from './receiver-health.ts';

const AWAY = new ServiceBusError('Away', 'ServiceCommunicationProblem');
const REFUSED = new ServiceBusError('No', 'UnauthorizedAccess');
const NO_ANSWER = new ServiceBusError('Nobody answers over the connection', 'ServiceTimeout');

function never(): Promise<never> {
  return new Promise(() => {});
}

/** The health of a receiver that expects no message, over a connection that answers, to an empty queue. */
function aHealth({ watched = true } = {}) {
  const clock = createManualClock();
  const stopping = new AbortController();
  const events: unknown[] = [];
  const receiver: {
    idleMs: number | undefined;
    quietMs: number | undefined;
    ask: () => Promise<unknown>;
    look: () => Promise<unknown[]>;
  } = { idleMs: undefined, quietMs: undefined, ask: async () => [], look: async () => [] };
  const health = watchReceiverHealth({
    connect: () => aMessageReceiver({ peekMessages: () => receiver.look() }),
    receiver: watched
      ? {
          idleMs: () => receiver.idleMs,
          quietMs: () => receiver.quietMs,
          ask: () => receiver.ask(),
          reconnect: () => events.push('reconnects'),
        }
      : undefined,
    onFailed: (error) => events.push(error),
    onRecovered: () => events.push('recovered'),
    onReconnect: (reason) => events.push(reason),
    clock,
    signal: stopping.signal,
  });
  return { clock, health, receiver, events, stop: () => stopping.abort() };
}

describe('the health of a receiver', () => {
  it('has the connection replaced when the receiver is idle while a message waits', async () => {
    const { clock, health, receiver, events } = aHealth();
    receiver.idleMs = 60_000;
    receiver.look = async () => [{ state: 'active', sequenceNumber: 7 }];
    await clock.advance(60_000);
    expect(events).toEqual([]);
    await clock.advance(60_000);
    expect([events, health.failure]).toEqual([['stalled', 'reconnects'], undefined]);
  });

  it('is bad when a look at what waits shows a mistake of ours', async () => {
    const { clock, health, receiver, events } = aHealth();
    const mistake = new TypeError('x is not a function');
    receiver.idleMs = 60_000;
    receiver.look = () => Promise.reject(mistake);
    await clock.advance(60_000);
    expect([events, health.failure]).toEqual([[mistake], 'GeneralError']);
  });

  it('is bad when nobody answers over a quiet connection, which is replaced', async () => {
    const { clock, health, receiver, events } = aHealth();
    Object.assign(receiver, { quietMs: 10_000, ask: never });
    await clock.advance(19_999);
    expect([events, health.failure]).toEqual([[], undefined]);
    await clock.advance(1);
    expect([events, health.failure]).toEqual([[NO_ANSWER, 'silent', 'reconnects'], 'ServiceTimeout']);
    expect(events[0]).toMatchObject({ code: 'ServiceTimeout' });
  });

  it('is good while somebody answers over a quiet connection', async () => {
    const { clock, health, receiver, events } = aHealth();
    receiver.quietMs = 10_000;
    await clock.advance(60_000);
    expect([events, health.failure]).toEqual([[], undefined]);
  });

  it('is not asked for over the connection as long as the queue can not be looked into', async () => {
    const { clock, health, receiver, events } = aHealth();
    Object.assign(receiver, { quietMs: 10_000, ask: never, look: () => Promise.reject(AWAY) });
    health.onError(AWAY);
    await clock.advance(60_000);
    expect(events).toEqual([AWAY]);
  });

  it('is good again when the queue can be looked into and somebody answers over the connection', async () => {
    const { clock, health, events } = aHealth();
    health.onError(AWAY);
    await clock.advance(4_999);
    expect(health.failure).toBe('ServiceCommunicationProblem');
    await clock.advance(1);
    expect([events, health.failure]).toEqual([[AWAY, 'recovered'], undefined]);
  });

  it('is good again only once somebody answers over the connection, which is replaced until then', async () => {
    const { clock, health, receiver, events } = aHealth();
    receiver.ask = never;
    health.onError(AWAY);
    await clock.advance(15_000);
    expect(events).toEqual([AWAY, 'silent', 'reconnects']);
    expect(health.failure).toBe('ServiceCommunicationProblem');
    receiver.ask = async () => [];
    await clock.advance(5_000);
    expect(events.slice(3)).toEqual(['recovered']);
  });

  it('is good again with the next message', () => {
    const { health, events } = aHealth();
    health.onError(AWAY);
    health.onMessage();
    expect([events, health.failure]).toEqual([[AWAY, 'recovered'], undefined]);
  });

  it('has the connection replaced every half an hour', async () => {
    const { clock, events } = aHealth();
    await clock.advance(1_799_999);
    expect(events).toEqual([]);
    await clock.advance(1);
    expect(events).toEqual(['aged', 'reconnects']);
  });

  it('has the connection replaced a second after its token was refused', async () => {
    const { clock, health, events } = aHealth();
    health.onError(REFUSED);
    expect(health.failure).toBe('UnauthorizedAccess');
    await clock.advance(1_000);
    expect(events).toEqual([REFUSED, 'token-refused', 'reconnects']);
  });

  it('is known although the connection of a dry run is never replaced', async () => {
    const { clock, health, receiver, events } = aHealth({ watched: false });
    Object.assign(receiver, { idleMs: 60_000, quietMs: 60_000, ask: never });
    health.onError(REFUSED);
    expect(health.failure).toBe('UnauthorizedAccess');
    await clock.advance(3_600_000);
    expect([events, clock.sleepers]).toEqual([[REFUSED, 'recovered'], 0]);
  });

  it('is watched until the end, and no longer', async () => {
    const { clock, health, receiver, events, stop } = aHealth();
    stop();
    Object.assign(receiver, { idleMs: 60_000, quietMs: 60_000, ask: never });
    await clock.advance(3_600_000);
    health.onError(AWAY);
    expect([events, clock.sleepers]).toEqual([[], 0]);
  });
});
