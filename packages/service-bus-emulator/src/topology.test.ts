import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { describeTopology } from './describe-topology.ts';
import { startServiceBusEmulator } from './emulator.ts';
import { readTopology } from './topology.ts';

function aNamespace(fields: object): object {
  return {
    UserConfig: { Namespaces: [{ Name: 'sbemulatorns', ...fields }], Logging: { Type: 'Console' } },
  };
}

function read(fields: object) {
  return readTopology(aNamespace(fields));
}

describe('a topology', () => {
  it('of this repository is valid and says what is in it', () => {
    const file = new URL('../../../infra/service-bus/config.json', import.meta.url);
    expect(describeTopology(readTopology(JSON.parse(readFileSync(file, 'utf8'))))).toEqual([
      'Queue: dataverse-changes',
      'Topic: dataverse-changes-topic',
      'Subscription: dataverse-changes-topic/Subscriptions/worker',
    ]);
  });

  it('may leave out everything but names', () => {
    expect(() => read({})).not.toThrow();
    expect(() =>
      read({ Queues: [{ Name: 'a' }], Topics: [{ Name: 'b', Subscriptions: [{ Name: 'c' }] }] }),
    ).not.toThrow();
  });

  it.each([
    ['a document that is none', 7, 'the document: expected'],
    ['no namespaces', { UserConfig: {} }, 'UserConfig.Namespaces: expected'],
  ])('is refused when it is %s', (_, json, message) => {
    expect(() => readTopology(json)).toThrow(message);
  });

  it('is refused with the path of everything that is wrong, and without the values', () => {
    const wrong = {
      Queues: [{ Name: 'ok' }, { Name: '', Properties: { LockDuration: 'secret', MaxDeliveryCount: 0 } }],
    };
    expect(() => read(wrong)).toThrow(
      [
        'The topology is not valid:',
        '  UserConfig.Namespaces[0].Queues[1].Name: expected a name',
        '  UserConfig.Namespaces[0].Queues[1].Properties.LockDuration: expected an ISO 8601 duration such as PT1M',
        '  UserConfig.Namespaces[0].Queues[1].Properties.MaxDeliveryCount: expected a whole number of at least 1',
      ].join('\n'),
    );
    expect(() => read(wrong)).not.toThrow(/secret/);
  });

  it('gives entities their properties and subscriptions their rules', async () => {
    const topology = read({
      Queues: [{ Name: 'q', Properties: { MaxDeliveryCount: 3, RequiresSession: true } }],
      Topics: [
        {
          Name: 't',
          Subscriptions: [
            {
              Name: 's',
              Rules: [
                {
                  Name: 'r',
                  Properties: {
                    FilterType: 'Correlation',
                    CorrelationFilter: { Label: 'l', ContentType: 'c', Properties: { p: 1 } },
                  },
                },
              ],
            },
            { Name: 'all' },
          ],
        },
      ],
    });
    const emulator = await startServiceBusEmulator({ topology });
    expect(emulator.inspect('q').kind).toBe('queue');
    expect(emulator.inspect('t/subscriptions/s').rules).toEqual([
      {
        name: 'r',
        filter: {
          kind: 'correlation',
          system: new Map([
            ['subject', 'l'],
            ['contentType', 'c'],
          ]),
          application: new Map([['p', 1]]),
        },
      },
    ]);
    expect(emulator.inspect('t/subscriptions/all').rules).toEqual([
      { name: '$Default', filter: { kind: 'true' } },
    ]);
    expect(() => emulator.createQueue('Q')).toThrow(/already exists/);
    await emulator.close();
  });
});

describe('a mistake in a topology', () => {
  const subscription = (Rules: unknown) => ({
    Topics: [{ Name: 't', Subscriptions: [{ Name: 's', Rules }] }],
  });
  const RULE = 'UserConfig.Namespaces[0].Topics[0].Subscriptions[0].Rules[0].Properties';

  it.each<[string, object, string]>([
    ['a misspelt member', { Queue: [] }, 'UserConfig.Namespaces[0].Queue: expected no member of this name'],
    [
      'a misspelt property',
      { Queues: [{ Name: 'q', Properties: { LockDurations: 'PT1M' } }] },
      'UserConfig.Namespaces[0].Queues[0].Properties.LockDurations: expected no member',
    ],
    [
      'a name twice',
      { Queues: [{ Name: 'q' }, { Name: 'Q' }] },
      'Queues[1].Name: expected a name that is not',
    ],
    [
      'a rule without a filter',
      subscription([{ Name: 'r' }]),
      `${RULE}.CorrelationFilter: expected an object`,
    ],
    [
      'a misspelt filter',
      subscription([
        { Name: 'r', Properties: { FilterType: 'Correlation', CorrelationFilters: { Label: 'l' } } },
      ]),
      `${RULE}.CorrelationFilters: expected no member`,
    ],
    [
      'a misspelt condition',
      subscription([{ Name: 'r', Properties: { CorrelationFilter: { Lable: 'l' } } }]),
      `${RULE}.CorrelationFilter.Lable: expected no member`,
    ],
    [
      'an empty filter',
      subscription([{ Name: 'r', Properties: { CorrelationFilter: { Properties: {} } } }]),
      `${RULE}.CorrelationFilter: expected an object with at least one`,
    ],
    [
      'no SQL',
      subscription([{ Name: 'r', Properties: { FilterType: 'Sql' } }]),
      `${RULE}.SqlFilter: expected`,
    ],
    [
      'SQL that is none',
      subscription([{ Name: 'r', Properties: { SqlFilter: { SqlExpression: 'a =' } } }]),
      `${RULE}.SqlFilter.SqlExpression: expected an expression`,
    ],
  ])('is named by its path: %s', (_, fields, message) => {
    expect(() => read(fields)).toThrow(message);
  });
});
