import { createPublisher, type Publisher, type PublisherOptions } from '../publishing/publisher.ts';
import { connectServiceBus, type ServiceBusTarget } from '../publishing/service-bus-sender.ts';

/**
 * Sends to the endpoints of steps that are registered as rows; each has a connection and a line of its own.
 */
export interface EndpointPublishers {
  publisherOf(target: ServiceBusTarget): Publisher;
  idle(): Promise<void>;
  sent(): number;
  close(): Promise<void>;
}

export function createEndpointPublishers(options: PublisherOptions): EndpointPublishers {
  const publishers = new Map<string, Publisher>();
  const connections: { close(): Promise<void> }[] = [];
  return {
    publisherOf: (target) => {
      const name = `${target.connectionString} ${target.queueOrTopic}`;
      const known = publishers.get(name);
      if (known !== undefined) return known;
      const connection = connectServiceBus(target);
      connections.push(connection);
      const publisher = createPublisher(connection.send, options);
      publishers.set(name, publisher);
      return publisher;
    },
    idle: async () => {
      for (const publisher of publishers.values()) await publisher.idle();
    },
    sent: () => [...publishers.values()].reduce((sum, publisher) => sum + publisher.sent(), 0),
    close: async () => {
      for (const publisher of publishers.values()) await publisher.close();
      for (const connection of connections) await connection.close();
    },
  };
}
