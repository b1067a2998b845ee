import { describe, expect, it } from '@jest/globals';
import type { AccessKey } from './protocol/sas-token.ts';
import { connect, receiveOne, withEmulator } from './testing/with-emulator.ts';

const ROOT: AccessKey = { name: 'Root', key: 'root-key', rights: ['manage'] };
const SENDER: AccessKey = { name: 'Dataverse', key: 'sender-key', rights: ['send'], entity: 'orders' };
const LISTENER: AccessKey = { name: 'Worker', key: 'listener-key', rights: ['listen'] };

const options = { accessKeys: [ROOT, SENDER, LISTENER] };

describe('access keys with the official client', () => {
  it(
    'lets a manage key do everything',
    withEmulator(async ({ emulator, client, send }) => {
      emulator.createQueue('orders');
      emulator.createTopic('events');
      emulator.createSubscription('events', 'one');
      await send('orders', { body: 1 });
      expect((await receiveOne(client.createReceiver('orders'))).body).toBe(1);
      await client.createRuleManager('events', 'one').deleteRule('$Default');
    }, options),
  );

  it(
    'lets a send key send, but neither receive nor peek',
    withEmulator(async ({ emulator }) => {
      emulator.createQueue('orders');
      const client = connect(emulator.connectionStringOf('Dataverse'));
      await client.createSender('orders').sendMessages({ body: 1 });
      const receiver = client.createReceiver('orders');
      await expect(receiver.receiveMessages(1)).rejects.toMatchObject({
        code: 'UnauthorizedAccess',
        message:
          "Unauthorized access. 'Listen' claim(s) are required to perform this operation. Resource: 'orders'.",
      });
      await expect(receiver.peekMessages(1)).rejects.toMatchObject({ code: 'UnauthorizedAccess' });
      expect(emulator.counts('orders').activeMessageCount).toBe(1);
      await client.close();
    }, options),
  );

  it(
    'lets a listen key receive, but neither send nor schedule nor manage rules',
    withEmulator(async ({ emulator, send }) => {
      emulator.createQueue('orders');
      emulator.createTopic('events');
      emulator.createSubscription('events', 'one');
      await send('orders', { body: 1 });
      const client = connect(emulator.connectionStringOf('Worker'));
      const receiver = client.createReceiver('orders');
      await receiver.completeMessage(await receiveOne(receiver));
      const sender = client.createSender('orders');
      await expect(sender.sendMessages({ body: 2 })).rejects.toMatchObject({ code: 'UnauthorizedAccess' });
      const later = new Date(Date.now() + 60_000);
      await expect(sender.scheduleMessages({ body: 2 }, later)).rejects.toMatchObject({
        code: 'UnauthorizedAccess',
      });
      const rules = client.createRuleManager('events', 'one');
      await expect(rules.deleteRule('$Default')).rejects.toMatchObject({ code: 'UnauthorizedAccess' });
      expect(emulator.counts('orders').totalMessageCount).toBe(0);
      await client.close();
    }, options),
  );

  it(
    'refuses a key on an entity that it is not for',
    withEmulator(async ({ emulator }) => {
      emulator.createQueue('orders');
      emulator.createQueue('others');
      const client = connect(emulator.connectionStringOf('Dataverse'));
      await expect(client.createSender('others').sendMessages({ body: 1 })).rejects.toMatchObject({
        code: 'UnauthorizedAccess',
      });
      await client.close();
    }, options),
  );

  it(
    'refuses a wrong key and an unknown name',
    withEmulator(async ({ emulator }) => {
      emulator.createQueue('orders');
      for (const change of [
        ['root-key', 'wrong-key'],
        ['Root;', 'Nobody;'],
      ] as const) {
        const client = connect(emulator.connectionString.replace(change[0], change[1]));
        await expect(client.createSender('orders').sendMessages({ body: 1 })).rejects.toMatchObject({
          code: 'UnauthorizedAccess',
        });
        await client.close();
      }
    }, options),
  );

  it(
    'asks nothing when no keys are configured',
    withEmulator(async ({ emulator }) => {
      emulator.createQueue('orders');
      const client = connect(emulator.connectionString.replace('SAS_KEY_VALUE', 'anything'));
      await client.createSender('orders').sendMessages({ body: 1 });
      expect(emulator.counts('orders').activeMessageCount).toBe(1);
      expect(() => emulator.connectionStringOf('Root')).toThrow("There is no access key 'Root'.");
      await client.close();
    }),
  );
});
