import { describe, expect, it } from '@jest/globals';
import { checkQueueSettings, type QueueSettings } from './check-queue-settings.ts';

function aQueue(changes: Partial<QueueSettings> = {}): QueueSettings {
  return {
    lockDuration: 'PT1M',
    maxDeliveryCount: 10,
    requiresSession: false,
    deadLetteringOnMessageExpiration: true,
    ...changes,
  };
}

describe('checkQueueSettings', () => {
  it('is content with the settings of infra/service-bus', () => {
    expect(checkQueueSettings('changes', aQueue())).toEqual([
      { area: 'Service Bus', status: 'ok', says: 'changes is set up as the worker needs it.' },
    ]);
  });

  it.each<[Partial<QueueSettings>, string, string]>([
    [{ requiresSession: true }, 'failed', 'requires sessions'],
    [{ lockDuration: 'PT29S' }, 'warning', 'locks a message for PT29S only'],
    [{ lockDuration: 'PT29.999S' }, 'warning', 'only'],
    [{ lockDuration: 'PT0.5S' }, 'warning', 'only'],
    [{ maxDeliveryCount: 4 }, 'warning', 'after 4 deliveries'],
    [{ deadLetteringOnMessageExpiration: false }, 'warning', 'drops messages that expire'],
  ])('names %j', (changes, status, says) => {
    const [finding, ...more] = checkQueueSettings('changes', aQueue(changes));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      status,
      says: expect.stringContaining(says),
      remedy: expect.any(String),
    });
  });

  it.each(['PT30S', 'PT5M', 'PT1H', 'P1D'])('is content with a lock of %s', (lockDuration) => {
    expect(checkQueueSettings('changes', aQueue({ lockDuration }))[0]?.status).toBe('ok');
  });

  it('is content with five deliveries', () => {
    expect(checkQueueSettings('changes', aQueue({ maxDeliveryCount: 5 }))[0]?.status).toBe('ok');
  });

  it('says so when it may not look', () => {
    expect(checkQueueSettings('changes', { cause: new Error('canary') })[0]).toMatchObject({
      status: 'warning',
      says: expect.stringContaining('without the right Manage'),
    });
  });
});
