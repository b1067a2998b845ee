import { describe, expect, it } from '@jest/globals';
import { withClock } from './testing/with-clock.ts';
import { receive, receiveOne, withEmulator } from './testing/with-emulator.ts';

describe('rules', () => {
  it(
    'compare SQL property names without case',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createTopic('events');
      emulator.createSubscription('events', 'one');
      const manager = client.createRuleManager('events', 'one');
      await manager.deleteRule('$Default');
      const action = { sqlExpression: 'SET kind = 2; REMOVE OTHER' };
      await manager
        .createRule('sql', { sqlExpression: 'KIND = 1 AND Sys.Label LIKE %' })
        .catch(() => undefined);
      await manager.createRule('sql', { sqlExpression: "KIND = 1 AND user.Name = 'n'" }, action);
      await send('events', { applicationProperties: { Kind: 1, name: 'n', other: true } });
      const { applicationProperties } = await receiveOne(client.createReceiver('events', 'one'));
      expect(applicationProperties).toEqual({ kind: 2, name: 'n' });
    }),
  );

  it(
    'keep the types of their values: dates, bytes, and null for what must be absent',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createTopic('events');
      emulator.createSubscription('events', 'one');
      const manager = client.createRuleManager('events', 'one');
      await manager.deleteRule('$Default');
      const at = new Date(1_800_000_000_000);
      const wanted = { at, count: 1.5, gone: null };
      const untyped: object = { ...wanted, bytes: Buffer.from('ab') };
      await manager.createRule('typed', { applicationProperties: { ...untyped } });
      for await (const { filter } of manager.listRules())
        expect(filter).toMatchObject({ applicationProperties: { at, count: 1.5, gone: null } });
      await send(
        'events',
        { body: 'number for a date', applicationProperties: { ...untyped, at: at.getTime() } },
        { body: 'text for bytes', applicationProperties: { ...untyped, bytes: '6162' } },
        { body: 'something for null', applicationProperties: { ...untyped, gone: 1 } },
        { body: 'all', applicationProperties: { ...untyped } },
      );
      const receiver = client.createReceiver('events', 'one');
      expect((await receiver.peekMessages(10)).map(({ body }) => body)).toEqual(['all']);
    }),
  );

  it(
    'are listed by name',
    withEmulator(async ({ emulator, client }) => {
      emulator.createTopic('events');
      emulator.createSubscription('events', 'one');
      const manager = client.createRuleManager('events', 'one');
      for (const name of ['b', 'C', 'a']) await manager.createRule(name, { correlationId: name });
      const names = [];
      for await (const { name } of manager.listRules()) names.push(name);
      expect(names).toEqual(['$Default', 'a', 'b', 'C']);
    }),
  );
});

describe('a schedule', () => {
  it(
    'that is past on arrival leaves a message active; one that came true is told',
    withClock(async ({ emulator, client, send, clock }) => {
      emulator.createQueue('orders');
      emulator.createTopic('events');
      emulator.createSubscription('events', 'one');
      const [past, soon] = [new Date(clock.now() - 1), new Date(clock.now() + 1000)];
      for (const entity of ['orders', 'events']) {
        await send(entity, { body: 'past', scheduledEnqueueTimeUtc: past });
        await send(entity, { body: 'soon', scheduledEnqueueTimeUtc: soon });
      }
      await clock.advance(1000);
      for (const receiver of [client.createReceiver('orders'), client.createReceiver('events', 'one')]) {
        const messages = await receive(receiver, 2);
        expect(messages.map(({ body, state }) => [body, state])).toEqual([
          ['past', 'active'],
          ['soon', 'scheduled'],
        ]);
      }
    }),
  );
});

describe('a message', () => {
  it(
    'keeps what its header says of the first acquirer',
    withEmulator(async ({ emulator, client }) => {
      emulator.createQueue('orders');
      const message = {
        bodyType: 'value' as const,
        body: 1,
        header: { firstAcquirer: false, durable: true },
      };
      await client.createSender('orders').sendMessages(message);
      const { _rawAmqpMessage: raw } = await receiveOne(client.createReceiver('orders'));
      expect(raw.header).toMatchObject({ firstAcquirer: false, durable: true });
    }),
  );

  it(
    'can be peeked without its body',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      await send('orders', { body: 'a body', messageId: 'm' });
      // The client passes it on, although its types do not have it yet.
      const withoutBody: object = { omitMessageBody: true };
      const [message] = await client.createReceiver('orders').peekMessages(1, withoutBody);
      expect(message).toMatchObject({ messageId: 'm', body: undefined });
      expect(JSON.stringify(message?.body ?? null)).toBe('null');
    }),
  );

  it(
    'as large as its topic allows reaches subscriptions with sessions too',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createTopic('events', { maxMessageSizeInKilobytes: 1024 });
      emulator.createSubscription('events', 'ordered', { requiresSession: true });
      await send('events', { body: 'x'.repeat(400_000), sessionId: 's' });
      expect(await receiveOne(await client.acceptSession('events', 'ordered', 's'))).toMatchObject({
        sessionId: 's',
      });
    }),
  );
});
