export type {
  Configuration,
  DataverseAuthentication,
  MessageSource,
  ServiceBusAccess,
} from './configuration.ts';
export { type SendingKey, sendingKeyOf } from './connection-string.ts';
export type { Environment } from './environment-reader.ts';
export { loadConfiguration, loadSection } from './load-configuration.ts';
export { describeMistake, type Mistake } from './mistake.ts';
export { type ConfigurationReading, readConfiguration } from './read-configuration.ts';
export type { ConfigurationSections, SectionReading } from './read-section.ts';
export { Secret } from './secret.ts';
