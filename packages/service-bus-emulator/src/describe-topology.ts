import type { Topology } from './topology-codec.ts';

/** One line for each entity of a topology. */
export function describeTopology({ UserConfig }: Topology): string[] {
  return UserConfig.Namespaces.flatMap(({ Queues = [], Topics = [] }) => [
    ...Queues.map(({ Name }) => `Queue: ${Name}`),
    ...Topics.flatMap(({ Name, Subscriptions = [] }) => [
      `Topic: ${Name}`,
      ...Subscriptions.map((subscription) => `Subscription: ${Name}/Subscriptions/${subscription.Name}`),
    ]),
  ]);
}
