import type { EventContext, Message } from 'rhea';
import { connectPeer } from './amqp-peer.ts';
import { type Fixture, withEmulator } from './with-emulator.ts';

interface Answer {
  readonly statusCode: number;
  readonly errorCondition: unknown;
  readonly body: Record<string, unknown>;
}

type Ask = (operation: string, body: object, properties?: object) => Promise<Answer>;

/** Asks an entity's $management node what the official client has no method for. */
async function askFrom(port: number, entity: string): Promise<{ ask: Ask; close: () => Promise<void> }> {
  const peer = await connectPeer(port);
  const address = `${entity}/$management`;
  const sender = peer.connection.open_sender(address);
  const receiver = peer.connection.open_receiver({ source: address, target: 'answers-here' });
  const isOpen = new Promise((resolve) => receiver.once('receiver_open', resolve));
  await Promise.all([isOpen, new Promise((resolve) => sender.once('sendable', resolve))]);
  const ask: Ask = (operation, body, properties = {}) => {
    const answer = new Promise<Message>((resolve) =>
      receiver.once('message', ({ message }: EventContext) => message && resolve(message)),
    );
    sender.send({
      message_id: 'm',
      reply_to: 'answers-here',
      application_properties: { operation: `com.microsoft:${operation}`, ...properties },
      body,
    });
    return answer.then(({ application_properties, body: answered }) => ({
      statusCode: application_properties?.statusCode,
      errorCondition: application_properties?.errorCondition,
      body: answered,
    }));
  };
  return { ask, close: peer.close };
}

/** Runs a test that asks an entity's `$management` node. */
export function withRequests(
  entity: string,
  prepare: (fixture: Fixture) => void,
  body: (fixture: Fixture & { ask: Ask }) => Promise<void>,
) {
  return withEmulator(async (fixture) => {
    prepare(fixture);
    const { ask, close } = await askFrom(fixture.emulator.port, entity);
    try {
      await body({ ...fixture, ask });
    } finally {
      await close();
    }
  });
}
