import { expect, it } from '@jest/globals';
import { parseEntityPath } from './entity-path.ts';

it.each([
  ['Orders', 'orders', 'main', false],
  ['orders/$management', 'orders', 'main', true],
  ['orders/$DeadLetterQueue', 'orders', 'deadLetter', false],
  ['orders/$deadletterqueue/$management', 'orders', 'deadLetter', true],
  ['orders/$Transfer/$DeadLetterQueue', 'orders', 'transferDeadLetter', false],
  ['t/Subscriptions/s', 't/subscriptions/s', 'main', false],
  ['t/Subscriptions/s/$DeadLetterQueue', 't/subscriptions/s', 'deadLetter', false],
  ['/a/b/c/', 'a/b/c', 'main', false],
  ['sb://host:5672/orders', 'orders', 'main', false],
  ['amqps://host/orders/$management', 'orders', 'main', true],
] as const)('reads %s', (address, key, subQueue, isManagement) => {
  expect(parseEntityPath(address)).toEqual({ key, subQueue, isManagement });
});
