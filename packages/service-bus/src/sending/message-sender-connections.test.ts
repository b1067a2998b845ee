import type { ServiceBusClient } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createMessageSender } from './message-sender.ts';

type Call = () => Promise<unknown>;

/** A sender whose calls end as given, and clients that are numbered in the order in which they are made. */
function aSender(call: Call = async () => {}, closing: () => Promise<void> = async () => {}) {
  const log: string[] = [];
  let made = 0;
  const sender = createMessageSender(() => {
    const name = ++made;
    const does = (what: string) => () => {
      log.push(`${name} ${what}`);
      return call();
    };
    return {
      createSender(queue: string) {
        log.push(`${name} for ${queue}`);
        return { createMessageBatch: does('opens'), sendMessages: does('sends') };
      },
      close() {
        log.push(`${name} closes`);
        return closing();
      },
    } as unknown as ServiceBusClient;
  }, 'changes');
  return { log, sender };
}

describe('the connections of a sender', () => {
  it('are one, made when it is first needed, and closed at the end', async () => {
    const { log, sender } = aSender();
    expect(log).toEqual([]);
    await sender.open();
    await sender.send({ body: 'a' });
    await sender.close(10_000);
    expect(log).toEqual(['1 for changes', '1 opens', '1 sends', '1 closes']);
  });

  it('are replaced and closed after a failure, which is handed on', async () => {
    const away = new Error('away');
    const ends: Call[] = [() => Promise.reject(away)];
    const { log, sender } = aSender(() => (ends.shift() ?? (async () => {}))());
    await expect(sender.send({ body: 'a' })).rejects.toBe(away);
    await sender.send({ body: 'a' });
    expect(log).toEqual(['1 for changes', '1 sends', '1 closes', '2 for changes', '2 sends']);
  });

  it('are replaced once when several calls over one of them fail', async () => {
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const ends = [first.promise, second.promise];
    const { log, sender } = aSender(async () => ends.shift());
    const sending = [sender.send({ body: 'a' }), sender.send({ body: 'b' })];
    first.reject(new Error('away'));
    await expect(sending[0]).rejects.toThrow('away');
    await sender.open();
    second.reject(new Error('gone'));
    await expect(sending[1]).rejects.toThrow('gone');
    await sender.open();
    expect(log.filter((event) => event.endsWith('for changes'))).toHaveLength(2);
  });

  it('hand on the last of several failures', async () => {
    const errors = [new Error('busy'), new Error('away'), new Error('gone')];
    const { sender } = aSender(() => Promise.reject(new AggregateError(errors)));
    await expect(sender.open()).rejects.toBe(errors[2]);
  });

  it('may fail to be closed', async () => {
    const { sender } = aSender(undefined, () => Promise.reject(new Error('away')));
    await sender.open();
    await expect(sender.close(10_000)).resolves.toBeUndefined();
  });

  it('are waited for no longer than they may take to be closed', async () => {
    const { sender } = aSender(undefined, () => new Promise(() => {}));
    await sender.open();
    await expect(sender.close(1)).resolves.toBeUndefined();
  });
});
