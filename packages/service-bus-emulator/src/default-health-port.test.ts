import { expect, it } from '@jest/globals';
import { defaultHealthPort } from './default-health-port.ts';

it('serves health on 5300 beside the usual AMQP port, and nowhere beside others', () => {
  expect(defaultHealthPort(5672)).toBe(5300);
  expect(defaultHealthPort(0)).toBeUndefined();
  expect(defaultHealthPort(6000)).toBeUndefined();
});
