import { describe, expect, it, jest } from '@jest/globals';
import { aMessageReceiver } from '../testing/a-message-receiver.ts';
import { closeMessages } from './close-messages.ts';

function aReceiver(close: () => Promise<void>) {
  const closed = jest.fn(async () => {});
  const messages = aMessageReceiver({ close, closeClient: closed });
  return { messages, closed };
}

describe('closing a receiver', () => {
  it('closes the client although the receiver can not be closed in good order', async () => {
    const { messages, closed } = aReceiver(() => Promise.reject(new Error('away')));
    await closeMessages(messages, 10_000);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('takes no longer than it may', async () => {
    const { messages } = aReceiver(() => new Promise(() => {}));
    await expect(closeMessages(messages, 1)).resolves.toBeUndefined();
  });
});
