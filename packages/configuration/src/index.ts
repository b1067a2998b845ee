export type {
  Configuration,
  DataverseAuthentication,
  MessageSource,
  ServiceBusAccess,
} from './configuration.ts';
export type { Environment } from './environment-reader.ts';
export { loadConfiguration } from './load-configuration.ts';
export { describeMistake, type Mistake } from './mistake.ts';
export { type ConfigurationReading, readConfiguration } from './read-configuration.ts';
export { Secret } from './secret.ts';
