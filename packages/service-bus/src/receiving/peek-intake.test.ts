import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createPeekIntake } from './peek-intake.ts';

function aMessage(messageId: string): ServiceBusReceivedMessage {
  return { messageId } as ServiceBusReceivedMessage;
}

describe('the intake of a dry run', () => {
  it('looks at every message once and locks none', async () => {
    const batches = [[aMessage('a'), aMessage('b')], [aMessage('c')]];
    const seen: unknown[] = [];
    const done = Promise.withResolvers<void>();
    const intake = createPeekIntake({
      receiver: { peekMessages: async () => batches.shift() ?? [] },
      handle: async (message) => {
        if (seen.push(message.messageId) === 3) done.resolve();
      },
      onError: () => {},
    });
    intake.resume();
    await done.promise;
    intake.pause();
    await intake.idle();
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  it('says that it can not look, and goes on', async () => {
    const failed = Promise.withResolvers<unknown>();
    const intake = createPeekIntake({
      receiver: { peekMessages: () => Promise.reject(new Error('away')) },
      handle: async () => {},
      onError: failed.resolve,
    });
    intake.resume();
    await expect(failed.promise).resolves.toBeInstanceOf(Error);
    intake.pause();
    await intake.idle();
  });
});
