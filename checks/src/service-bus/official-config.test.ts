import { describe, expect, it } from '@jest/globals';
import { withMistake } from '../with-mistake.ts';
import { read } from '../workspace.ts';
import { officialConfigMistakes } from './official-config-mistakes.ts';

const TEXT = read('infra/service-bus/config.json');
const QUEUE = '"Name": "dataverse-changes",';
function many(count: number, of: (number: number) => object): object[] {
  return Array.from({ length: count }, (_, n) => of(n));
}

function aConfig(namespace: object): object {
  const Namespaces = [{ Name: 'sbemulatorns', ...namespace }];
  return { UserConfig: { Namespaces, Logging: { Type: 'Console' } } };
}

function aTopic(subscription: object): object {
  return aConfig({ Topics: [{ Name: 't', Subscriptions: [{ Name: 's', ...subscription }] }] });
}

function sql(n: number): object {
  return { Name: `r${n}`, Properties: { FilterType: 'Sql' } };
}

function correlation(n: number): object {
  return { Name: `r${n}`, Properties: { FilterType: 'Correlation' } };
}

describe('infra/service-bus/config.json', () => {
  it('is within what Microsoft’s emulator is known to accept', () => {
    expect(officialConfigMistakes(JSON.parse(TEXT))).toEqual([]);
  });

  it.each([
    ['sbemulatorns', 'mynamespace', 'one namespace, sbemulatorns'],
    [
      '"LockDuration": "PT1M"',
      '"LockDuration": "PT6M"',
      'LockDuration: expected a duration from PT5S to PT5M',
    ],
    ['"LockDuration": "PT1M"', '"LockDuration": "PT4S"', 'LockDuration: expected'],
    ['"LockDuration": "PT1M"', '"LockDuration": "1 minute"', 'LockDuration: expected'],
    ['"PT1H"', '"P14D"', 'DefaultMessageTimeToLive: expected a duration from PT5M to PT1H'],
    ['"PT1H"', '"PT1H1S"', 'DefaultMessageTimeToLive: expected'],
    ['"PT1H"', '"PT4M59S"', 'DefaultMessageTimeToLive: expected'],
    [
      '"MaxDeliveryCount": 10',
      '"MaxDeliveryCount": 11',
      'MaxDeliveryCount: expected a whole number from 1 to 10',
    ],
    ['"MaxDeliveryCount": 10', '"MaxDeliveryCount": 0', 'MaxDeliveryCount: expected'],
    ['"MaxDeliveryCount": 10', '"MaxDeliveries": 10', 'expected no members but'],
    ['"RequiresSession": false', '"RequiresSession": "no"', 'RequiresSession: expected boolean'],
    ['"RequiresDuplicateDetection"', '"EnablePartitioning"', 'expected no members but'],
    ['"Console"', '"Screen"', 'Type: expected'],
    [QUEUE, '"Name": "-changes-",', 'Name: expected a name'],
    [QUEUE, `"Name": "${'x'.repeat(261)}",`, 'Name: expected a name of at most 260'],
    [QUEUE, '"Name": "DATAVERSE-changes-topic",', 'Two queues or topics have one name'],
    [QUEUE, '', 'A name is missing'],
    ['"Name": "worker"', `"Name": "${'x'.repeat(51)}"`, 'Name: expected a name of at most 50'],
    ['"MaxDeliveryCount": 10', '"ForwardTo": "elsewhere"', 'Nothing is called elsewhere'],
  ])('would be caught with %s made %s', (good, bad, mistake) => {
    const mistakes = officialConfigMistakes(JSON.parse(withMistake(TEXT, good, bad)));
    expect(mistakes).toContainEqual(expect.stringContaining(mistake));
  });
});

describe('what Microsoft’s emulator holds', () => {
  it.each([
    ['50 queues', aConfig({ Queues: many(50, (n) => ({ Name: `q${n}` })) })],
    ['20 SQL filters', aTopic({ Rules: many(20, sql) })],
    ['1000 correlation filters', aTopic({ Rules: many(1_000, correlation) })],
    [
      'a queue that forwards to another',
      aConfig({ Queues: [{ Name: 'a', Properties: { ForwardTo: 'b' } }, { Name: 'b' }] }),
    ],
    [
      'a window for duplicates',
      aConfig({ Queues: [{ Name: 'a', Properties: { DuplicateDetectionHistoryTimeWindow: 'PT20S' } }] }),
    ],
  ])('can be %s', (_, config) => {
    expect(officialConfigMistakes(config)).toEqual([]);
  });

  it.each([
    [
      '51 queues and topics',
      aConfig({ Queues: many(51, (n) => ({ Name: `q${n}` })) }),
      '50 queues and topics',
    ],
    ['21 SQL filters', aTopic({ Rules: many(21, sql) }), '20 SQL filters'],
    ['1001 correlation filters', aTopic({ Rules: many(1_001, correlation) }), '1000 correlation filters'],
    ['a rule of no type', aTopic({ Rules: [{ Name: 'r' }] }), 'no FilterType'],
    [
      '51 subscriptions',
      aConfig({ Topics: [{ Name: 't', Subscriptions: many(51, (n) => ({ Name: `s${n}` })) }] }),
      '50 subscriptions',
    ],
    [
      'two subscriptions of one name',
      aConfig({ Topics: [{ Name: 't', Subscriptions: [{ Name: 's' }, { Name: 'S' }] }] }),
      'two subscriptions of one name',
    ],
    [
      'a long window for duplicates',
      aConfig({ Queues: [{ Name: 'a', Properties: { DuplicateDetectionHistoryTimeWindow: 'PT10M' } }] }),
      'DuplicateDetectionHistoryTimeWindow: expected a duration from PT5S to PT5M',
    ],
    ['two namespaces', { UserConfig: { Namespaces: [{}, {}] } }, 'one namespace'],
    ['no logging', { UserConfig: { Namespaces: [{ Name: 'sbemulatorns' }] } }, 'Logging.Type is missing'],
  ])('can’t be %s', (_, config, mistake) => {
    expect(officialConfigMistakes(config)).toContainEqual(expect.stringContaining(mistake));
  });
});
