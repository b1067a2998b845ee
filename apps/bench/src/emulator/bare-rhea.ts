import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import rhea, { type EventContext, type Sender } from 'rhea';

/** A server of rhea's own, which has messages in memory and nothing else to do. */
export interface BareRhea {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Starts a server that sends messages as fast as credit allows, and forgets those that are settled. */
export async function startBareRhea(bodyBytes: number): Promise<BareRhea> {
  const container = rhea.create_container();
  const body = rhea.message.data_section(Buffer.alloc(bodyBytes, 'x'));
  let sent = 0;
  const send = (sender: Sender | undefined): void => {
    while (sender?.sendable() === true) {
      sent += 1;
      sender.send({ message_id: `m${sent}`, body });
    }
  };
  container.on('sendable', ({ sender }: EventContext) => send(sender));
  container.on('disconnected', () => undefined);
  const server = container.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = portOf(server.address());
  return {
    port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function portOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address;
}
