import rhea, { type Connection, type Delivery, type EventContext, type Receiver } from 'rhea';

/** A plain AMQP receiver and its deliveries. */
export interface PeerReceiver {
  readonly receiver: Receiver;
  readonly deliveries: Delivery[];
  /** How often a drain was answered. */
  readonly drains: () => number;
}

/** A plain AMQP client on rhea, for what the official client does not let us do. */
export interface AmqpPeer {
  readonly connection: Connection;
  /** Attaches a receiver without credit. */
  receiver(address: string): Promise<PeerReceiver>;
  close(): Promise<void>;
}

function event(
  emitter: { once(name: string, listener: (context: EventContext) => void): unknown },
  name: string,
) {
  return new Promise<EventContext>((resolve) => emitter.once(name, resolve));
}

export async function connectPeer(port: number, options: object = {}): Promise<AmqpPeer> {
  const connection = rhea
    .create_container()
    .connect({ host: '127.0.0.1', port, username: 'peer', reconnect: false, ...options });
  connection.on('disconnected', () => undefined);
  await event(connection, 'connection_open');
  return {
    connection,
    receiver: async (address) => {
      const deliveries: Delivery[] = [];
      let drains = 0;
      const receiver = connection.open_receiver({
        source: address,
        credit_window: 0,
        autoaccept: false,
        autosettle: false,
        rcv_settle_mode: 1,
      });
      receiver.on('message', ({ delivery }: EventContext) => {
        if (delivery !== undefined) deliveries.push(delivery);
      });
      receiver.on('receiver_drained', () => {
        drains += 1;
      });
      await event(receiver, 'receiver_open');
      return { receiver, deliveries, drains: () => drains };
    },
    close: async () => {
      const closed = event(connection, 'connection_close');
      connection.close();
      await closed;
    },
  };
}
