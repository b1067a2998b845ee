import { describe, expect, it } from '@jest/globals';
import type { MessageReceiver } from '@spotler-connector/adapters';
import { createMessageStream } from './message-stream.ts';

/** Lines that are numbered in the order in which they are made. */
function aStream() {
  const log: string[] = [];
  const hear: (() => void)[] = [];
  const inHand: PromiseWithResolvers<void>[] = [];
  let made = 0;
  const stream = createMessageStream({
    connect() {
      const name = ++made;
      const close = (what: string) => async () => void log.push(`${what} ${name} closed`);
      return {
        receiver: { close: close('receiver') },
        client: { close: close('client') },
      } as unknown as MessageReceiver;
    },
    open(_messages, heard) {
      const name = made;
      hear.push(heard);
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
  return { stream, log, hear, inHand };
}

describe('the message stream', () => {
  it('goes on over a new connection and closes the old one once nothing is in hand', async () => {
    const { stream, log, inHand } = aStream();
    stream.resume();
    stream.rebuild();
    expect(log).toEqual(['1 on', '1 off', '2 on']);
    inHand[0]?.resolve();
    await new Promise(setImmediate);
    expect(log.slice(3)).toEqual(['receiver 1 closed', 'client 1 closed']);
  });

  it('stays off when it is rebuilt while it is paused', () => {
    const { stream, log } = aStream();
    stream.rebuild();
    expect(log).toEqual(['1 off']);
  });

  it('is idle only when the old connections are too', async () => {
    const { stream, inHand } = aStream();
    stream.resume();
    stream.rebuild();
    let idle = false;
    const waiting = stream.idle().then(() => {
      idle = true;
    });
    inHand[1]?.resolve();
    await new Promise(setImmediate);
    expect(idle).toBe(false);
    inHand[0]?.resolve();
    await waiting;
  });

  it('expects nothing while it is paused', () => {
    const { stream, hear } = aStream();
    expect(stream.lastHeard()).toBeUndefined();
    stream.resume();
    hear[0]?.();
    expect(stream.lastHeard()).toBeGreaterThan(0);
    stream.pause();
    expect(stream.lastHeard()).toBeUndefined();
  });
});
