import type { ServiceBusClient } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { withClock } from './testing/with-clock.ts';
import { receive, receiveOne, withEmulator } from './testing/with-emulator.ts';

async function bodiesIn(client: ServiceBusClient, subscription: string): Promise<unknown[]> {
  return (await client.createReceiver('events', subscription).peekMessages(10)).map(({ body }) => body);
}

describe('topics with the official client', () => {
  it(
    'gives each subscription its own copy',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createTopic('events');
      emulator.createSubscription('events', 'one');
      emulator.createSubscription('events', 'two');
      await send('events', { body: 'x' });
      const one = client.createReceiver('events', 'one');
      await one.completeMessage(await receiveOne(one));
      expect(await bodiesIn(client, 'one')).toEqual([]);
      expect(await bodiesIn(client, 'two')).toEqual(['x']);
      expect(emulator.counts('events/Subscriptions/two').activeMessageCount).toBe(1);
    }),
  );

  it(
    'has a dead-letter queue for each subscription',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createTopic('events');
      emulator.createSubscription('events', 'one');
      await send('events', { body: 'x' });
      const receiver = client.createReceiver('events', 'one');
      await receiver.deadLetterMessage(await receiveOne(receiver));
      const dead = await receiveOne(client.createReceiver('events', 'one', { subQueueType: 'deadLetter' }));
      expect(dead.deadLetterSource).toBe('events/Subscriptions/one');
    }),
  );

  it(
    'filters by correlation rules that the client manages',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createTopic('events');
      emulator.createSubscription('events', 'red');
      const rules = client.createRuleManager('events', 'red');
      await rules.deleteRule('$Default');
      await rules.createRule('is-red', {
        subject: 'paint',
        applicationProperties: { colour: 'red', coats: 2 },
      });
      await send(
        'events',
        { body: 1, subject: 'paint', applicationProperties: { colour: 'red', coats: 2 } },
        { body: 2, subject: 'paint', applicationProperties: { colour: 'blue', coats: 2 } },
        { body: 3, applicationProperties: { colour: 'red', coats: 2 } },
        { body: 4, subject: 'paint', applicationProperties: { colour: 'red', coats: 2, more: true } },
      );
      expect(await bodiesIn(client, 'red')).toEqual([1, 4]);
    }),
  );

  it(
    'filters by SQL rules, and refuses what it cannot understand',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createTopic('events');
      emulator.createSubscription('events', 'urgent');
      const rules = client.createRuleManager('events', 'urgent');
      await rules.deleteRule('$Default');
      const sqlExpression = "(priority = 1 OR priority = 3) AND (sys.label LIKE '%paint')";
      await rules.createRule('urgent', { sqlExpression });
      await expect(rules.createRule('wrong', { sqlExpression: 'priority + = 2' })).rejects.toThrow(
        /cannot be understood/,
      );
      await send(
        'events',
        { body: 1, subject: 'red paint', applicationProperties: { priority: 1 } },
        { body: 2, subject: 'red paint', applicationProperties: { priority: 2 } },
        { body: 3, subject: 'wallpaper', applicationProperties: { priority: 3 } },
      );
      expect(await bodiesIn(client, 'urgent')).toEqual([1]);
      for await (const rule of rules.listRules())
        expect(rule).toMatchObject({ name: 'urgent', filter: { sqlExpression } });
    }),
  );

  it(
    'changes the copy that a rule with an action makes, and no other',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createTopic('events');
      emulator.createSubscription('events', 'changed');
      emulator.createSubscription('events', 'plain');
      const rules = client.createRuleManager('events', 'changed');
      await rules.deleteRule('$Default');
      const action = { sqlExpression: "SET sys.label = 'urgent'; SET level = 7; REMOVE colour" };
      await rules.createRule('reds', { sqlExpression: "colour = 'red'" }, action);
      for await (const rule of rules.listRules()) expect(rule).toMatchObject({ name: 'reds', action });
      const applicationProperties = { colour: 'red', kept: 1.5 };
      await send('events', { body: { a: 1 }, messageId: 'm', contentType: 'text/x', applicationProperties });
      const unchanged = { body: { a: 1 }, messageId: 'm', contentType: 'text/x' };
      const changed = await receiveOne(client.createReceiver('events', 'changed'));
      expect(changed).toMatchObject({ ...unchanged, subject: 'urgent' });
      expect(changed.applicationProperties).toEqual({ kept: 1.5, level: 7 });
      const plain = await receiveOne(client.createReceiver('events', 'plain'));
      expect(plain).toMatchObject({ ...unchanged, applicationProperties });
      expect(plain.subject).toBeUndefined();
    }),
  );

  it(
    'lists rules as they were made, and tells of unknown and repeated ones',
    withEmulator(async ({ emulator, client }) => {
      emulator.createTopic('events');
      emulator.createSubscription('events', 'one');
      const manager = client.createRuleManager('events', 'one');
      await manager.createRule('by-id', { correlationId: 'c', applicationProperties: { n: 1 } });
      const rules = [];
      for await (const rule of manager.listRules()) rules.push(rule);
      expect(rules).toMatchObject([
        { name: '$Default', filter: { sqlExpression: '1=1' } },
        { name: 'by-id', filter: { correlationId: 'c', applicationProperties: { n: 1 } } },
      ]);
      await expect(manager.createRule('by-id', { correlationId: 'd' })).rejects.toMatchObject({
        code: 'MessagingEntityAlreadyExists',
      });
      await expect(manager.deleteRule('nothing')).rejects.toMatchObject({ code: 'MessagingEntityNotFound' });
    }),
  );

  it(
    'takes a message that matches several rules once, and none without rules',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createTopic('events');
      emulator.createSubscription('events', 'one');
      const manager = client.createRuleManager('events', 'one');
      await manager.createRule('also', { subject: 's' });
      await send('events', { body: 1, subject: 's' });
      await manager.deleteRule('$Default');
      await manager.deleteRule('also');
      await send('events', { body: 2, subject: 's' });
      expect(await bodiesIn(client, 'one')).toEqual([1]);
    }),
  );

  it(
    'keeps scheduled messages out of sight until they are due, and cancels them',
    withClock(async ({ emulator, client, clock }) => {
      emulator.createTopic('events');
      emulator.createSubscription('events', 'one');
      const sender = client.createSender('events');
      const far = new Date(clock.now() + 3_600_000);
      const [number] = await sender.scheduleMessages([{ body: 'never' }], far);
      await sender.scheduleMessages({ body: 'soon' }, new Date(clock.now() + 100));
      expect(await bodiesIn(client, 'one')).toEqual([]);
      expect(emulator.counts('events').scheduledMessageCount).toBe(2);
      if (number === undefined) throw new Error('No sequence number.');
      await sender.cancelScheduledMessages(number);
      await clock.advance(100);
      const [soon] = await receive(client.createReceiver('events', 'one'), 1);
      expect(soon).toMatchObject({ body: 'soon', state: 'scheduled' });
      expect(emulator.counts('events').scheduledMessageCount).toBe(0);
    }),
  );

  it(
    'works with sessions in a subscription, all or nothing',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createTopic('events');
      emulator.createSubscription('events', 'plain');
      emulator.createSubscription('events', 'ordered', { requiresSession: true });
      await send('events', { body: 1, sessionId: 'a' });
      const session = await client.acceptNextSession('events', 'ordered');
      expect((await receiveOne(session)).body).toBe(1);
      await expect(send('events', { body: 2 })).rejects.toThrow(/SessionId/);
      expect(await bodiesIn(client, 'plain')).toEqual([1]);
    }),
  );

  it(
    'refuses to receive from the topic itself, and to send to a subscription',
    withEmulator(async ({ emulator, client }) => {
      emulator.createTopic('events');
      await expect(client.createReceiver('events').receiveMessages(1)).rejects.toThrow(/is a topic/);
      await expect(client.createReceiver('events', 'missing').receiveMessages(1)).rejects.toMatchObject({
        message: "The messaging entity 'sb://127.0.0.1/events/Subscriptions/missing' could not be found.",
      });
    }),
  );

  it(
    'deletes a topic with its subscriptions',
    withEmulator(async ({ emulator, client }) => {
      emulator.createTopic('events');
      emulator.createSubscription('events', 'one');
      emulator.deleteEntity('events');
      expect(() => emulator.counts('events/Subscriptions/one')).toThrow(/could not be found/);
      await expect(client.createReceiver('events', 'one').receiveMessages(1)).rejects.toMatchObject({
        code: 'MessagingEntityNotFound',
      });
    }),
  );
});
