export {
  type ServiceBusEmulator,
  type ServiceBusEmulatorOptions,
  startServiceBusEmulator,
} from './emulator.ts';
export type { CreateQueueOptions, CreateTopicOptions } from './entity-options.ts';
export type { RuntimeCounts } from './semantics/queue-entity.ts';
export { readTopology, type Topology } from './topology.ts';
