import { describe, expect, it } from '@jest/globals';
import { aMessage } from '../testing/a-queue.ts';
import { Namespace } from './namespace.ts';
import { DEFAULT_QUEUE_SETTINGS, type QueueSettings } from './queue-settings.ts';
import type { Rule } from './rule.ts';

function aTopic(settings: Partial<QueueSettings> = {}) {
  const namespace = new Namespace({
    newLockToken: () => 'token',
    onAvailable: () => undefined,
    onEvent: () => undefined,
  });
  const topic = namespace.createTopic('events', { ...DEFAULT_QUEUE_SETTINGS, ...settings });
  const subscribe = (name: string, rules: readonly Rule[] = [], own: Partial<QueueSettings> = {}) =>
    namespace.createSubscription('events', name, { ...DEFAULT_QUEUE_SETTINGS, ...own }, rules);
  return { namespace, topic, subscribe };
}

function correlation(name: string, application: Record<string, string | number>): Rule {
  return {
    name,
    filter: { kind: 'correlation', system: new Map(), application: new Map(Object.entries(application)) },
  };
}

describe('a topic', () => {
  it('gives a message to the subscriptions with a rule that matches, once each', () => {
    const { topic, subscribe } = aTopic();
    const both = subscribe('both', [correlation('a', { a: 1 }), correlation('b', { b: 1 })]);
    const none = subscribe('none', [{ name: 'no', filter: { kind: 'false' } }]);
    const all = subscribe('all');
    topic.enqueue(aMessage({ application: { a: 1, b: 1 } }), 0);
    topic.enqueue(aMessage({ application: { a: '1' } }), 0);
    expect([both, none, all].map(({ main }) => main.counts.active)).toEqual([1, 0, 2]);
  });

  it('lets a message live no longer than itself or the subscription allows', () => {
    const { topic, subscribe } = aTopic({ defaultTimeToLive: 100 });
    const short = subscribe('short', [], { defaultTimeToLive: 50 });
    const long = subscribe('long', [], { defaultTimeToLive: 500 });
    topic.enqueue(aMessage({ timeToLive: 1000 }), 0);
    expect(short.main.nextDeadline).toBe(50);
    expect(long.main.nextDeadline).toBe(100);
  });

  it('looks for duplicates itself, before any subscription', () => {
    const { topic, subscribe } = aTopic({ duplicateWindow: 100 });
    const { main } = subscribe('one');
    for (const now of [0, 99, 100]) topic.enqueue(aMessage({ messageId: 'same' }), now);
    expect(main.counts.active).toBe(2);
  });

  it('cancels all of the scheduled messages or none, and publishes the others in time', () => {
    const { topic, subscribe } = aTopic();
    const { main } = subscribe('one');
    const first = topic.enqueue(aMessage({ messageId: 'a', scheduledEnqueueTime: 100 }), 0);
    topic.enqueue(aMessage({ messageId: 'b', scheduledEnqueueTime: 200 }), 0);
    expect(() => topic.cancelScheduled([first, 99], 0)).toThrow('SequenceNumber = 99 does not exist');
    topic.cancelScheduled([first], 0);
    topic.advance(199);
    expect(main.counts.active).toBe(0);
    topic.advance(200);
    expect(main.take('peekLock', 200)?.messageId).toBe('b');
  });

  it('is full when its subscriptions are', () => {
    const { topic, subscribe } = aTopic({ maxEntityBytes: 25 });
    subscribe('one');
    topic.enqueue(aMessage({ size: 20 }), 0);
    expect(() => topic.check([aMessage({ size: 10 })])).toThrow(/maximum entity size/);
  });

  it('forgets a deleted subscription', () => {
    const { namespace, topic, subscribe } = aTopic();
    subscribe('one');
    namespace.delete('events/Subscriptions/one');
    expect(topic.subscriptions.size).toBe(0);
    expect(() => namespace.get('events/Subscriptions/one')).toThrow(/could not be found/);
    expect(() => subscribe('one')).not.toThrow();
    expect(() => subscribe('ONE')).toThrow(/already exists/);
  });
});
