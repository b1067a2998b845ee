import type { ServiceBusMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { type BatchSender, sendTogether } from './send-together.ts';

/** A sender whose batches have room for so many bytes; `fail` says whether a request is refused. */
function aSender(room: number, fail: (bodies: readonly string[]) => boolean = () => false) {
  const sent: string[][] = [];
  const batches = new Map<object, string[]>();
  const sender = {
    async createMessageBatch() {
      const bodies: string[] = [];
      const batch = {
        tryAddMessage({ body }: ServiceBusMessage) {
          if (bodies.join('').length + String(body).length > room) return false;
          bodies.push(String(body));
          return true;
        },
      };
      batches.set(batch, bodies);
      return batch;
    },
    async sendMessages(given: object) {
      const bodies = batches.get(given) ?? [String(Object(given).body)];
      if (fail(bodies)) throw new Error('refused');
      sent.push(bodies);
    },
  } as unknown as BatchSender;
  return { sent, send: sendTogether((call) => call(sender)) };
}

async function sendAll(send: (message: ServiceBusMessage) => Promise<void>, bodies: readonly string[]) {
  const results = await Promise.allSettled(bodies.map((body) => send({ body })));
  return results.map(({ status }) => status);
}

describe('sending together', () => {
  it('puts what is sent at once into one batch, and one by itself into none', async () => {
    const { sent, send } = aSender(100);
    await sendAll(send, ['a', 'b', 'c']);
    await send({ body: 'd' });
    expect(sent).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('begins another batch for what has no room, and sends alone what no batch has room for', async () => {
    const { sent, send } = aSender(4);
    await sendAll(send, ['aa', 'bb', 'cc', 'too long', 'dd']);
    expect(sent).toEqual([['aa', 'bb'], ['cc'], ['too long'], ['dd']]);
  });

  it('fails for those whose batch was not sent, and for nobody else', async () => {
    const { sent, send } = aSender(2, (bodies) => bodies.includes('b'));
    expect(await sendAll(send, ['a', 'b', 'c', 'd'])).toEqual([
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(sent).toEqual([['c', 'd']]);
  });

  it('fails for all when there is no sender', async () => {
    const send = sendTogether(() => Promise.reject(new Error('away')));
    expect(await sendAll(send, ['a', 'b'])).toEqual(['rejected', 'rejected']);
  });
});
