import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { aMessageReceiver } from '../testing/a-message-receiver.ts';
import { createReplaceableReceiver } from './replaceable-receiver.ts';

/** Connections that are numbered in the order in which they are made. */
function aReceiver() {
  const log: string[] = [];
  const arrive: (() => void)[] = [];
  const inHand: PromiseWithResolvers<void>[] = [];
  const inFlight = [0, 0];
  const clock = createManualClock(1_000_000);
  let made = 0;
  const receiver = createReplaceableReceiver({
    connect() {
      const name = ++made;
      const close = (what: string) => async () => void log.push(`${what} ${name} closed`);
      return aMessageReceiver({
        peekMessages: async (count) => `${count} of ${name}`,
        close: close('receiver'),
        closeClient: close('client'),
      });
    },
    open(_messages, onMessage) {
      const name = made;
      arrive.push(onMessage);
      const work = Promise.withResolvers<void>();
      inHand.push(work);
      return {
        resume: () => void log.push(`${name} on`),
        pause: () => void log.push(`${name} off`),
        admitOne: async () => void log.push(`${name} one`),
        idle: () => work.promise,
        get inFlight() {
          return inFlight[name - 1] ?? 0;
        },
      };
    },
    closeMs: 100,
    clock,
  });
  return { clock, receiver, log, arrive, inHand, inFlight };
}

describe('the replaceable receiver', () => {
  it('goes on over a new connection and closes the old one once nothing is in hand', async () => {
    const { receiver, log, inHand } = aReceiver();
    receiver.resume();
    receiver.reconnect();
    expect(log).toEqual(['1 on', '1 off', '2 on']);
    inHand[0]?.resolve();
    await new Promise(setImmediate);
    expect(log.slice(3)).toEqual(['receiver 1 closed', 'client 1 closed']);
  });

  it('stays off when it reconnects while it is paused', () => {
    const { receiver, log } = aReceiver();
    receiver.reconnect();
    expect(log).toEqual(['1 off']);
  });

  it('is idle only when the old connections are too', async () => {
    const { receiver, inHand } = aReceiver();
    receiver.resume();
    receiver.reconnect();
    let idle = false;
    const waiting = receiver.idle().then(() => {
      idle = true;
    });
    inHand[1]?.resolve();
    await new Promise(setImmediate);
    expect(idle).toBe(false);
    inHand[0]?.resolve();
    await waiting;
  });

  it('turns off, and admits one message, on the connection in use', async () => {
    const { receiver, log } = aReceiver();
    receiver.resume();
    receiver.pause();
    await receiver.admitOne();
    receiver.reconnect();
    receiver.pause();
    await receiver.admitOne();
    expect(log).toEqual(['1 on', '1 off', '1 one', '1 off', '2 off', '2 one']);
  });

  it('counts what is in hand on every connection', async () => {
    const { receiver, inFlight, inHand } = aReceiver();
    inFlight.splice(0, 2, 3, 2);
    receiver.reconnect();
    expect(receiver.inFlight).toBe(5);
    inHand[0]?.resolve();
    await new Promise(setImmediate);
    expect(receiver.inFlight).toBe(2);
  });

  it('tells for how long no message came, and expects none while it is paused', async () => {
    const { clock, receiver, arrive, inFlight } = aReceiver();
    expect(receiver.idleMs()).toBeUndefined();
    await clock.advance(5_000);
    receiver.resume();
    await clock.advance(30);
    expect(receiver.idleMs()).toBe(30);
    arrive[0]?.();
    await clock.advance(20);
    expect(receiver.idleMs()).toBe(20);
    inFlight[0] = 1;
    expect(receiver.idleMs()).toBe(0);
    inFlight[0] = 0;
    receiver.reconnect();
    await clock.advance(10);
    expect(receiver.idleMs()).toBe(10);
    receiver.pause();
    expect(receiver.idleMs()).toBeUndefined();
  });

  it('tells for how long no message came, whatever is in hand', async () => {
    const { clock, receiver, arrive, inFlight } = aReceiver();
    expect(receiver.quietMs()).toBeUndefined();
    await clock.advance(5_000);
    receiver.resume();
    inFlight[0] = 1;
    await clock.advance(30);
    expect(receiver.quietMs()).toBe(30);
    arrive[0]?.();
    await clock.advance(20);
    expect(receiver.quietMs()).toBe(20);
    receiver.pause();
    expect(receiver.quietMs()).toBeUndefined();
  });

  it('asks over the connection in use', async () => {
    const { receiver } = aReceiver();
    expect(await receiver.ask()).toBe('1 of 1');
    receiver.reconnect();
    expect(await receiver.ask()).toBe('1 of 2');
  });

  it('closes the connection in use', async () => {
    const { receiver, log } = aReceiver();
    await receiver.close();
    expect(log).toEqual(['receiver 1 closed', 'client 1 closed']);
  });
});
