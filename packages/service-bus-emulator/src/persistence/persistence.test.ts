import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startServiceBusEmulator } from '../emulator.ts';
import type { ServiceBusEmulator } from '../service-bus-emulator.ts';
import { connect, receive, receiveOne, until } from '../testing/with-emulator.ts';
import { createVirtualClock } from '../virtual-clock.ts';

let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emulator-data-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

type Body = (emulator: ServiceBusEmulator, client: ReturnType<typeof connect>) => Promise<void>;

/** Runs an emulator on the folder, and ends it. */
async function run(body: Body, options: Parameters<typeof startServiceBusEmulator>[0] = {}): Promise<void> {
  const emulator = await startServiceBusEmulator({ dataFolder: folder, ...options });
  const client = connect(emulator.connectionString);
  try {
    await body(emulator, client);
  } finally {
    await client.close();
    await emulator.close();
  }
}

describe('what is kept in a folder', () => {
  it('is every message with its state, deliveries, reasons and types, and the numbers go on', async () => {
    const clock = createVirtualClock();
    await run(
      async (emulator, client) => {
        emulator.createQueue('orders', { maxDeliveryCount: 5 });
        const sender = client.createSender('orders');
        const names = ['dead', 'deferred', 'abandoned', 'locked', 'free'];
        for (const messageId of names)
          await sender.sendMessages({
            messageId,
            body: messageId,
            applicationProperties: { d: 1.5 },
          });
        await sender.scheduleMessages({ messageId: 'later', body: 'later' }, new Date(clock.now() + 60_000));
        const receiver = client.createReceiver('orders', { maxAutoLockRenewalDurationInMs: 0 });
        const [dead, deferred, abandoned] = await receive(receiver, 4);
        if (dead === undefined || deferred === undefined || abandoned === undefined) throw new Error('None.');
        await receiver.deadLetterMessage(dead, {
          deadLetterReason: 'Bad',
          deadLetterErrorDescription: 'd',
        });
        await receiver.deferMessage(deferred);
        await receiver.abandonMessage(abandoned, { tried: true });
      },
      { clock },
    );
    await run(
      async (emulator, client) => {
        const { messages, deadLetters } = emulator.inspect('orders');
        expect(
          messages.map(({ messageId, state, deliveryCount }) => [messageId, state, deliveryCount]),
        ).toEqual([
          ['deferred', 'deferred', 1],
          ['abandoned', 'active', 1],
          ['locked', 'active', 0],
          ['free', 'active', 0],
          ['later', 'scheduled', 0],
        ]);
        expect(deadLetters).toMatchObject([
          { messageId: 'dead', deadLetterReason: 'Bad', sequenceNumber: 1 },
        ]);
        const message = await receiveOne(client.createReceiver('orders'));
        expect(message).toMatchObject({
          body: 'abandoned',
          applicationProperties: { d: 1.5, tried: true },
        });
        await clock.advance(60_000);
        const later = emulator.inspect('orders').messages.find(({ messageId }) => messageId === 'later');
        expect(later?.state).toBe('active');
        expect(later?.sequenceNumber).toBeGreaterThan(6);
      },
      { clock },
    );
  });

  it('is every entity with its settings and rules, and what sessions and topics hold', async () => {
    await run(async (emulator, client) => {
      emulator.createQueue('sessions', { requiresSession: true });
      emulator.createTopic('events');
      emulator.createSubscription('events', 'one', { lockDuration: 'PT5S' });
      emulator.createSubscription('events', 'none');
      emulator.createQueue('gone');
      emulator.deleteEntity('gone');
      const rules = client.createRuleManager('events', 'one');
      await rules.createRule('sql', { sqlExpression: 'a = 1' }, { sqlExpression: 'SET b = 2' });
      await rules.createRule('corr', { applicationProperties: { at: new Date(0) } });
      await client.createRuleManager('events', 'none').deleteRule('$Default');
      await client.createSender('sessions').sendMessages({ body: 1, sessionId: 's' });
      const session = await client.acceptSession('sessions', 's');
      await session.setSessionState('state');
      await client.createSender('events').scheduleMessages({ body: 2 }, new Date(Date.now() + 3_600_000));
    });
    await run(async (emulator, client) => {
      expect(() => emulator.counts('gone')).toThrow(/could not be found/);
      expect(emulator.counts('events').scheduledMessageCount).toBe(1);
      expect(emulator.inspect('events/Subscriptions/none').rules).toEqual([]);
      expect(emulator.inspect('events/Subscriptions/one').rules).toMatchObject([
        { name: '$Default' },
        { name: 'corr', filter: { application: new Map([['at', new Date(0)]]) } },
        { name: 'sql', filter: { expression: 'a = 1' }, action: { expression: 'SET b = 2' } },
      ]);
      const session = await client.acceptNextSession('sessions');
      expect(await session.getSessionState()).toBe('state');
      expect((await receiveOne(session)).body).toBe(1);
    });
  });

  it('belongs to one emulator at a time', async () => {
    await run(async () => {
      await expect(startServiceBusEmulator({ dataFolder: folder })).rejects.toThrow(/locked/);
    });
  });

  it('survives kills: what was accepted is there, what was settled is not', async () => {
    const accepted = new Set<number>();
    const settled = new Set<number>();
    let next = 0;
    for (let kill = 0; kill < 2; kill += 1) {
      const { connectionString, child } = await startProgram();
      const client = connect(connectionString);
      const sender = client.createSender('dataverse-changes');
      const receiver = client.createReceiver('dataverse-changes', { maxAutoLockRenewalDurationInMs: 0 });
      const send = async (): Promise<void> => {
        for (;;) {
          next += 1;
          const body = next;
          await sender.sendMessages({ body });
          accepted.add(body);
        }
      };
      const settle = async (): Promise<void> => {
        for (;;) {
          const message = await receiveOne(receiver);
          await receiver.completeMessage(message);
          settled.add(message.body);
        }
      };
      const ends = Promise.allSettled([send(), settle()]);
      await until(() => settled.size > 20 * (kill + 1));
      child.kill('SIGKILL');
      await ends;
      await client.close().catch(() => undefined);
    }
    await run(async (_, client) => {
      const left = await client.createReceiver('dataverse-changes').peekMessages(1000);
      const bodies = new Set(left.map(({ body }) => body));
      expect(
        [...accepted].filter((body) => !settled.has(body) && !bodies.has(body)).length,
      ).toBeLessThanOrEqual(2);
      expect([...settled].filter((body) => bodies.has(body))).toEqual([]);
    });
  }, 60_000);
});

async function startProgram(): Promise<{ connectionString: string; child: ChildProcess }> {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const config = fileURLToPath(new URL('../../../../infra/service-bus/config.json', import.meta.url));
  const child = spawn(process.execPath, [main, '--config', config, '--port', '0', '--data', folder]);
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await Promise.race([until(() => output.includes('Subscription:')), once(child, 'exit')]);
  return { connectionString: /Connection string: (\S+)/.exec(output)?.[1] ?? '', child };
}
