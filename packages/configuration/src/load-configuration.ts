import { type ConfigurationReading, readConfiguration } from './read-configuration.ts';

/** Reads the configuration of this process. The one place that looks at `process.env`. */
export function loadConfiguration(): ConfigurationReading {
  return readConfiguration(process.env);
}
