export type { Bounce, ContactState, ContactWrite, StoredContact } from './address-book/address-book.ts';
export type { PropertyChoice, PropertyDefinition } from './address-book/property-definition.ts';
export type { BasePath } from './base-path.ts';
export type { EndpointTemplate } from './endpoints/endpoints.ts';
export type { LoggedRequest } from './exchange/request-log.ts';
export type { Fault, FaultKind, Faults } from './faults.ts';
export { type SpotlerSimulator, startSpotlerSimulator } from './simulator.ts';
export type { SpotlerSimulatorOptions } from './simulator-options.ts';
