import { describe, expect, it } from '@jest/globals';
import { aMessage, aQueue, NOTHING, tokenOf } from '../testing/a-queue.ts';

describe('a queue as time passes', () => {
  it('expires deferred and free messages, but a locked one only when its lock is over', () => {
    const { entity } = aQueue({ deadLetteringOnExpiration: true, lockDuration: 100 });
    for (const messageId of ['deferred', 'locked', 'free']) {
      entity.main.enqueue(aMessage({ messageId, timeToLive: 50 }), 0);
    }
    entity.main.settlements.defer(tokenOf(entity.main.take('peekLock', 0)), NOTHING, 0);
    entity.main.take('peekLock', 0);
    entity.main.advance(50);
    expect(entity.deadLetter.peek(0, 9, 50).map(({ messageId }) => messageId)).toEqual(['deferred', 'free']);
    entity.main.advance(100);
    expect(entity.counts).toMatchObject({ activeMessageCount: 0, deadLetterMessageCount: 3 });
  });

  it('lives no longer than the queue allows, whatever the message wants', () => {
    const { entity } = aQueue({ defaultTimeToLive: 100 });
    entity.main.enqueue(aMessage({ timeToLive: 1000 }), 0);
    entity.main.enqueue(aMessage({ timeToLive: 50 }), 0);
    entity.main.advance(50);
    expect(entity.main.counts.active).toBe(1);
    entity.main.advance(100);
    expect(entity.main.counts.active).toBe(0);
  });

  it('counts the life of a scheduled message from when it is due, and numbers it anew', () => {
    const { entity } = aQueue();
    const number = entity.main.enqueue(aMessage({ scheduledEnqueueTime: 100, timeToLive: 50 }), 0);
    entity.main.enqueue(aMessage({ messageId: 'later sent' }), 10);
    entity.main.advance(149);
    expect(entity.main.peek(0, 9, 149)).toMatchObject([
      { messageId: 'later sent', sequenceNumber: number + 1 },
      { sequenceNumber: number + 2, enqueuedTime: 100, expiresAt: 150 },
    ]);
    entity.main.advance(150);
    expect(entity.main.counts.active).toBe(1);
  });

  it('enqueues at once what is scheduled for the past', () => {
    const { entity } = aQueue();
    entity.main.enqueue(aMessage({ scheduledEnqueueTime: 5 }), 10);
    expect(entity.main.take('peekLock', 10)).toBeDefined();
  });

  it('hands out what was scheduled for one moment in the order in which it was sent', () => {
    const { entity } = aQueue();
    const ids = ['a', 'b', 'c', 'd', 'e'];
    for (const messageId of ids) entity.main.enqueue(aMessage({ messageId, scheduledEnqueueTime: 100 }), 0);
    const taken = ids.map(() => entity.main.take('peekLock', 100)?.messageId);
    expect(taken).toEqual(ids);
  });

  it('does what fell due long ago at the time when it fell due', () => {
    const { entity, events } = aQueue({ lockDuration: 100, deadLetteringOnExpiration: true });
    entity.main.enqueue(aMessage({ timeToLive: 150 }), 0);
    entity.main.take('peekLock', 0);
    entity.main.advance(10_000);
    expect(events.slice(2).map(({ kind, at }) => [kind, at])).toEqual([
      ['lock-expired', 100],
      ['expired', 150],
      ['dead-lettered', 150],
      ['enqueued', 150],
    ]);
  });
});
