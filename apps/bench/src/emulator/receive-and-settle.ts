import { once } from 'node:events';
import rhea, { type Connection, type EventContext, type Receiver } from 'rhea';

/** Messages that may be under way at once, as `subscribe` of the official client has with many calls. */
const CREDIT = 200;

/**
 * Receives messages over plain AMQP and accepts each. Resolves when the other end has read all of that and
 * closed the connection. The client is the same whatever is at the other end.
 */
export async function receiveAndSettle(port: number, address: string, count: number): Promise<void> {
  const connection = rhea
    .create_container()
    .connect({ host: '127.0.0.1', port, username: 'bench', reconnect: false });
  try {
    await acceptAll(connection, address, count);
  } finally {
    connection.close();
    await once(connection, 'connection_close');
  }
}

function acceptAll(connection: Connection, address: string, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = count;
    const receiver: Receiver = connection.open_receiver({
      source: address,
      credit_window: CREDIT,
      autoaccept: false,
    });
    receiver.on('message', ({ delivery }: EventContext) => {
      if (left === 0) return;
      delivery?.accept();
      left -= 1;
      if (left === 0) resolve();
    });
    connection.on('disconnected', () => reject(new Error('The connection was lost.')));
  });
}
