import { describe, expect, it } from '@jest/globals';
import { failureOf } from '@spotler-connector/adapters';
import { processMessage } from './process-message.ts';
import { aBody, aMessage, aStage } from './testing/a-message-stage.ts';

const away = {
  kind: 'failed',
  failure: failureOf('state', { kind: 'unavailable', code: 'ENOENT' }),
  attempts: 1,
} as const;

describe('a message that waits for the shared store', () => {
  it('leaves the queue once its copy is there, and is called postponed', async () => {
    const { options, settlements, postponed, measured, written } = aStage(async () => away);
    await processMessage({ ...aMessage(aBody()), deliveryCount: 9 }, options);
    expect([postponed.count, settlements]).toEqual([1, [{ kind: 'complete' }]]);
    expect(measured).toMatchObject([{ settlement: 'postpone', outcome: 'reconciled' }]);
    expect(JSON.parse(written.join(''))).toMatchObject({
      settlement: 'postpone',
      outcome: 'failed',
      system: 'state',
    });
  });

  it('is given back when no copy can be sent', async () => {
    const { options, settlements, postponed, measured } = aStage(async () => away);
    postponed.isPossible = false;
    await processMessage(aMessage(aBody()), options);
    expect(settlements).toEqual([{ kind: 'abandon' }]);
    expect(measured).toMatchObject([{ settlement: 'abandon' }]);
  });

  it('is not copied in a dry run', async () => {
    const { options, postponed } = aStage(async () => away);
    await processMessage(aMessage(aBody()), { ...options, settler: 'none' });
    expect(postponed.count).toBe(0);
  });

  it.each([
    ['a copy', { messageId: 'postponed-7' }, true],
    ['one that was delivered before', { deliveryCount: 1 }, true],
    ['a new one', { messageId: '7' }, false],
  ])('is known to have come before when it is %s', async (_, of, repeated) => {
    const requests: unknown[] = [];
    const { options } = aStage(async (_ref, request) => {
      requests.push(request);
      return away;
    });
    await processMessage({ ...aMessage(aBody()), ...of }, options);
    expect(requests).toMatchObject([{ repeated }]);
  });
});
