export type { Bounce, ContactState, ContactWrite, StoredContact } from './address-book.ts';
export type { BasePath } from './base-path.ts';
export type { EndpointTemplate } from './endpoints.ts';
export type { Fault, FaultKind, Faults } from './faults.ts';
export type { PropertyDefinition } from './property-definition.ts';
export type { LoggedRequest } from './request-log.ts';
export { type SpotlerSimulator, startSpotlerSimulator } from './simulator.ts';
export type { SpotlerSimulatorOptions } from './simulator-options.ts';
