import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startServiceBusEmulator } from '../emulator.ts';
import type { ServiceBusEmulator } from '../service-bus-emulator.ts';
import { runTrusting } from '../testing/run-trusting.ts';

const HEAD = `
import { ServiceBusAdministrationClient } from '@azure/service-bus';
const client = new ServiceBusAdministrationClient(process.argv[1]);
const results = {};
const codeOf = (promise) => promise.then(() => 'none', ({ code }) => code);
const all = async (iterable) => { const items = []; for await (const item of iterable) items.push(item); return items; };
`;
const TAIL = '\nprocess.stdout.write(JSON.stringify(results));';

let emulator: ServiceBusEmulator;

beforeEach(async () => {
  emulator = await startServiceBusEmulator({ tls: {} });
});

afterEach(() => emulator.close());

/** Runs a script with the official administration client and gives the results that it collects. */
async function administer(script: string): Promise<unknown> {
  const { certificate = '', connectionString = '' } = emulator.tls ?? {};
  return JSON.parse(await runTrusting(certificate, HEAD + script + TAIL, connectionString));
}

describe('the official administration client', () => {
  it('manages queues', async () => {
    const results = await administer(`
      const made = await client.createQueue('orders', { lockDuration: 'PT30S', maxDeliveryCount: 4, requiresSession: true, userMetadata: 'a < b' });
      results.made = { lockDuration: made.lockDuration, maxDeliveryCount: made.maxDeliveryCount, requiresSession: made.requiresSession, status: made.status, userMetadata: made.userMetadata, ttl: made.defaultMessageTimeToLive };
      results.again = await codeOf(client.createQueue('orders'));
      results.wrong = await codeOf(client.createQueue('wrong', { lockDuration: 'soon' }));
      const { _response, ...changed } = await client.updateQueue({ ...made, maxDeliveryCount: 7, status: 'SendDisabled' });
      results.changed = [changed.maxDeliveryCount, changed.status];
      results.fixed = await codeOf(client.updateQueue({ ...made, requiresSession: false }));
      await client.createQueue('sink');
      const forwarding = await client.createQueue('source', { forwardTo: 'sink', autoDeleteOnIdle: 'PT1H' });
      results.forwarding = [new URL(forwarding.forwardTo).pathname, forwarding.autoDeleteOnIdle];
      results.lost = await codeOf(client.createQueue('lost', { forwardTo: 'nowhere' }));
      results.exists = [await client.queueExists('orders'), await client.queueExists('nothing')];
      results.names = (await all(client.listQueues())).map(({ name }) => name);
      const runtime = await client.getQueueRuntimeProperties('orders');
      results.runtime = [runtime.activeMessageCount, runtime.totalMessageCount, runtime.createdAt instanceof Date];
      await client.deleteQueue('orders');
      results.gone = [await codeOf(client.getQueue('orders')), await codeOf(client.deleteQueue('orders'))];
    `);
    expect(results).toEqual({
      made: {
        lockDuration: 'PT30S',
        maxDeliveryCount: 4,
        requiresSession: true,
        status: 'Active',
        userMetadata: 'a < b',
        ttl: 'P10675199DT2H48M5.4775807S',
      },
      again: 'MessageEntityAlreadyExistsError',
      wrong: 'ServiceError',
      changed: [7, 'SendDisabled'],
      fixed: 'ServiceError',
      forwarding: ['/sink', 'PT1H'],
      lost: 'MessageEntityNotFoundError',
      exists: [true, false],
      names: ['orders', 'sink', 'source'],
      runtime: [0, 0, true],
      gone: ['MessageEntityNotFoundError', 'MessageEntityNotFoundError'],
    });
  }, 60_000);

  it('manages topics, subscriptions and rules', async () => {
    const results = await administer(`
      await client.createTopic('events', { requiresDuplicateDetection: true });
      await client.createSubscription('events', 'one', { defaultRuleOptions: { name: 'first', filter: { subject: 's', applicationProperties: { n: 1.5, t: 'x', b: true, d: new Date(0) } } } });
      await client.createSubscription('events', 'two');
      await client.createRule('events', 'one', 'sql', { sqlExpression: "a = 'b'" }, { sqlExpression: 'SET c = 1' });
      results.rules = (await all(client.listRules('events', 'one'))).map(({ name, filter, action }) => ({ name, filter, action: action.sqlExpression }));
      results.twice = await codeOf(client.createRule('events', 'one', 'sql', { sqlExpression: '1=1' }));
      results.wrong = await codeOf(client.createRule('events', 'one', 'bad', { sqlExpression: 'a =' }));
      const rule = await client.getRule('events', 'one', 'sql');
      await client.updateRule('events', 'one', { ...rule, filter: { sqlExpression: 'e = 1' } });
      results.updated = (await client.getRule('events', 'one', 'sql')).filter.sqlExpression;
      await client.deleteRule('events', 'one', 'sql');
      results.gone = [await client.ruleExists('events', 'one', 'sql'), await client.subscriptionExists('events', 'no')];
      results.pages = [];
      for await (const page of client.listSubscriptions('events').byPage({ maxPageSize: 1 })) results.pages.push(page.map(({ subscriptionName }) => subscriptionName));
      results.topic = (await client.getTopicRuntimeProperties('events')).subscriptionCount;
      results.namespace = (await client.getNamespaceProperties()).messagingSku;
      await client.deleteSubscription('events', 'two');
      await client.deleteTopic('events');
      results.left = [await client.topicExists('events'), (await all(client.listTopics())).length];
    `);
    expect(results).toEqual({
      rules: [
        {
          name: 'first',
          filter: {
            subject: 's',
            applicationProperties: { n: 1.5, t: 'x', b: true, d: '1970-01-01T00:00:00.000Z' },
          },
        },
        { name: 'sql', filter: { sqlExpression: "a = 'b'" }, action: 'SET c = 1' },
      ],
      twice: 'MessageEntityAlreadyExistsError',
      wrong: 'ServiceError',
      updated: 'e = 1',
      gone: [false, false],
      pages: [['one'], ['two']],
      topic: 2,
      namespace: 'Standard',
      left: [false, 0],
    });
  }, 60_000);
});

describe('administration', () => {
  it('needs a key that may manage, when there are keys', async () => {
    const locked = await startServiceBusEmulator({
      accessKeys: [{ name: 'send', key: 'k', rights: ['send'] }],
    });
    const response = await fetch(`http://127.0.0.1:${locked.port}/$Resources/Queues`);
    expect([response.status, await response.text()]).toEqual([
      401,
      expect.stringContaining('<Code>401</Code>'),
    ]);
    await locked.close();
  });

  it.each([
    ['GET', '/nothing', '', 404],
    ['GET', '/$Resources/Queues?$top=-1', '', 400],
    ['PATCH', '/orders', '', 501],
    ['PUT', '/orders', 'no xml', 400],
    ['PUT', '/orders', '<entry><content><OtherDescription/></content></entry>', 400],
    [
      'PUT',
      '/orders',
      '<entry><content><QueueDescription><EnablePartitioning>true</EnablePartitioning></QueueDescription></content></entry>',
      400,
    ],
    ['PUT', '/orders', 'x'.repeat(300_000), 400],
  ])('answers %s %s with an error and lives', async (method, path, body, status) => {
    const init = body === '' ? { method } : { method, body };
    const response = await fetch(`http://127.0.0.1:${emulator.port}${path}`, init);
    expect([response.status, await response.text()]).toEqual([status, expect.stringContaining('<Detail>')]);
  });
});
