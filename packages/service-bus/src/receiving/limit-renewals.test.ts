import { describe, expect, it } from '@jest/globals';
import { aReceivedMessage } from '../testing/a-received-message.ts';
import { limitRenewals } from './limit-renewals.ts';

describe('limited renewals', () => {
  it('renew every lock, a few at a time', async () => {
    let [now, most, all] = [0, 0, 0];
    const receiver = limitRenewals(
      {
        async renewMessageLock() {
          all += 1;
          now += 1;
          most = Math.max(most, now);
          await new Promise(setImmediate);
          now -= 1;
          return new Date(0);
        },
      },
      5,
    );
    const messages = Array.from({ length: 100 }, () => aReceivedMessage());
    await Promise.all(messages.map((message) => receiver.renewMessageLock(message)));
    expect([most, all]).toEqual([5, 100]);
  });
});
