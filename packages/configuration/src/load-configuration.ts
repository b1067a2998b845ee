import { type ConfigurationReading, readConfiguration } from './read-configuration.ts';
import { type ConfigurationSections, readSection, type SectionReading } from './sections/read-section.ts';

/** Reads the configuration of this process. Only this file looks at `process.env`. */
export function loadConfiguration(): ConfigurationReading {
  return readConfiguration(process.env);
}

/** Reads one section of this process's configuration, as {@link readSection} does. */
export function loadSection<Name extends keyof ConfigurationSections>(
  name: Name,
): SectionReading<ConfigurationSections[Name]> {
  return readSection(process.env, name);
}
