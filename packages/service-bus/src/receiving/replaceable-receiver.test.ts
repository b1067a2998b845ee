import { describe, expect, it } from '@jest/globals';
import type { MessageReceiver } from './receive-messages.ts';
import { createReplaceableReceiver } from './replaceable-receiver.ts';

/** Connections that are numbered in the order in which they are made. */
function aReceiver() {
  const log: string[] = [];
  const arrive: (() => void)[] = [];
  const inHand: PromiseWithResolvers<void>[] = [];
  let made = 0;
  const receiver = createReplaceableReceiver({
    connect() {
      const name = ++made;
      const close = (what: string) => async () => void log.push(`${what} ${name} closed`);
      return {
        receiver: { close: close('receiver') },
        client: { close: close('client') },
      } as unknown as MessageReceiver;
    },
    open(_messages, onMessage) {
      const name = made;
      arrive.push(onMessage);
      const work = Promise.withResolvers<void>();
      inHand.push(work);
      return {
        resume: () => void log.push(`${name} on`),
        pause: () => void log.push(`${name} off`),
        letOneIn: async () => {},
        idle: () => work.promise,
        inFlight: 0,
      };
    },
    closeMs: 100,
  });
  return { receiver, log, arrive, inHand };
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

  it('expects nothing while it is paused', () => {
    const { receiver, arrive } = aReceiver();
    expect(receiver.lastMessageAt()).toBeUndefined();
    receiver.resume();
    arrive[0]?.();
    expect(receiver.lastMessageAt()).toBeGreaterThan(0);
    receiver.pause();
    expect(receiver.lastMessageAt()).toBeUndefined();
  });
});
