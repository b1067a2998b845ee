import {
  type ConfigurationSections,
  describeMistake,
  type Mistake,
  type SectionReading,
} from '@spotler-connector/configuration';
import { usageError } from './failure/operator-error.ts';

/** Reads a section of the configuration. */
export type LoadSection = <Name extends keyof ConfigurationSections>(
  name: Name,
) => SectionReading<ConfigurationSections[Name]>;

/** The configuration, as far as a command needs it. */
export interface Configured {
  /** Makes sure that these can be used. @throws {OperatorError} that names every mistake in any of them. */
  check(...names: readonly (keyof ConfigurationSections)[]): void;
  /** One section. @throws {OperatorError} that names every mistake in it. */
  section<Name extends keyof ConfigurationSections>(name: Name): ConfigurationSections[Name];
}

/** Builds a {@link Configured}. Nothing is read yet: a command that needs no configuration works without. */
export function createConfigured(load: LoadSection): Configured {
  return {
    check(...names) {
      const readings = names.map((name) => load(name));
      const mistakes = readings.flatMap((reading) => (reading.kind === 'valid' ? [] : reading.mistakes));
      if (mistakes.length > 0) throw unusable(mistakes);
    },
    section(name) {
      const reading = load(name);
      if (reading.kind === 'invalid') throw unusable(reading.mistakes);
      return reading.section;
    },
  };
}

function unusable(mistakes: readonly Mistake[]): Error {
  // Some are mistakes of every section.
  const lines = new Set(mistakes.map((mistake) => `\n  ${describeMistake(mistake)}`));
  return usageError(`The configuration can't be used:${[...lines].join('')}`);
}
