export type { Certificate } from './certificate.ts';
export type { Clock } from './clock.ts';
export { startServiceBusEmulator } from './emulator.ts';
export type { ConnectionEvent, EmulatorEvent } from './emulator-event.ts';
export type { CreateQueueOptions, CreateTopicOptions } from './entity-options.ts';
export type { Faults } from './faults.ts';
export type { EntityInspection, MessageInspection } from './inspection.ts';
export type { LinkError } from './protocol/link.ts';
export type { AccessKey, AccessRight } from './protocol/sas-token.ts';
export type { RuntimeCounts } from './semantics/queue-entity.ts';
export type { QueueEvent, QueueEventKind } from './semantics/queue-event.ts';
export type {
  RunningTls,
  ServiceBusEmulator,
  ServiceBusEmulatorOptions,
  TlsOptions,
} from './service-bus-emulator.ts';
export { readTopology } from './topology.ts';
export type { Topology } from './topology-codec.ts';
export { createVirtualClock, type VirtualClock } from './virtual-clock.ts';
