import { describe, expect, it, jest } from '@jest/globals';
import type { Publication } from './change-publication.ts';
import { createPublisher } from './publisher.ts';

function aPublication(text = 'x'): Publication {
  return {
    body: Buffer.from(text),
    contentType: 'application/json',
    applicationProperties: {},
  };
}
const AWAY = new Error('away');

describe('a publisher', () => {
  it('sends in the order in which messages were put in line', async () => {
    const sent: string[] = [];
    const publisher = createPublisher(async ({ body }) => {
      await new Promise((resolve) => setImmediate(resolve));
      sent.push(body.toString());
    });
    for (const text of ['a', 'b', 'c']) publisher.publish(aPublication(text), 0);
    await publisher.idle();
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(publisher.sent()).toBe(3);
  });

  it('tries again while the broker is away', async () => {
    const send = jest
      .fn<() => Promise<void>>()
      .mockRejectedValueOnce(AWAY)
      .mockRejectedValueOnce(AWAY)
      .mockResolvedValue();
    const publisher = createPublisher(send, { retryDelaysMs: [1, 1, 1] });
    publisher.publish(aPublication(), 0);
    await publisher.idle();
    expect([publisher.sent(), publisher.failed(), send.mock.calls.length]).toEqual([1, 0, 3]);
  });

  it('gives up after the last try and goes on with the next message', async () => {
    const given = jest.fn();
    const send = async ({ body }: Publication) =>
      body.toString() === 'bad' ? Promise.reject(AWAY) : undefined;
    const publisher = createPublisher(send, { onGivenUp: given, retryDelaysMs: [1, 1] });
    publisher.publish(aPublication('bad'), 0);
    publisher.publish(aPublication('good'), 0);
    await publisher.idle();
    expect([publisher.sent(), publisher.failed()]).toEqual([1, 1]);
    expect(given).toHaveBeenCalledWith(AWAY);
  });

  it('drops what is left when it is closed', async () => {
    const send = jest.fn<() => Promise<void>>().mockRejectedValue(AWAY);
    const publisher = createPublisher(send, { retryDelaysMs: [60_000] });
    publisher.publish(aPublication(), 0);
    publisher.publish(aPublication(), 60_000);
    await publisher.close();
    await publisher.idle();
    expect(publisher.sent()).toBe(0);
  });
});
