export type {
  Configuration,
  DataverseAuthentication,
  MessageSource,
  ServiceBusAccess,
} from './configuration.ts';
export type { Environment } from './environment-reader.ts';
export { loadConfiguration, loadSection } from './load-configuration.ts';
export { describeMistake, type Mistake } from './mistake.ts';
export { type ConfigurationReading, readConfiguration } from './read-configuration.ts';
export type { ConfigurationSections, SectionReading } from './sections/read-section.ts';
export { type SendingKey, sendingKeyOf } from './values/connection-string.ts';
export { Secret } from './values/secret.ts';
export type { StateAddress } from './values/state-address.ts';
