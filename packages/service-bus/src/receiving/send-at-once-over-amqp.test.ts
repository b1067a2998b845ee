import { Socket } from 'node:net';
import { ServiceBusClient } from '@azure/service-bus';
import { beforeEach, expect, it, jest } from '@jest/globals';
import { QUEUE, withQueue } from '../testing/with-queue.ts';
import { createServiceBusClient } from './open-receiver.ts';

const setNoDelay = jest.spyOn(Socket.prototype, 'setNoDelay');
beforeEach(() => void setNoDelay.mockClear());

async function sendWith(client: ServiceBusClient): Promise<void> {
  await client.createSender(QUEUE).sendMessages({ body: 'x' });
  await client.close();
}

it(
  'a client of the library waits for acknowledgements by itself',
  withQueue(async ({ emulator }) => {
    await sendWith(new ServiceBusClient(emulator.connectionString));
    expect(setNoDelay).not.toHaveBeenCalled();
  }),
);

it(
  'a client of ours sends at once',
  withQueue(async ({ serviceBus }) => {
    await sendWith(createServiceBusClient(serviceBus));
    expect(setNoDelay.mock.calls).toEqual([[true]]);
  }),
);
