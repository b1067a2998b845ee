import { type ConfigurationSections, describeMistake, type Mistake } from '@spotler-connector/configuration';
import type { LoadSection } from '../configured.ts';
import { type Finding, failed, ok } from './finding.ts';

const SECTIONS: readonly (keyof ConfigurationSections)[] = ['serviceBus', 'dataverse', 'spotler', 'choices'];

const REMEDIES: Record<Mistake['problem'], string> = {
  missing: 'Set it; docs/configuration.md says to what.',
  invalid: 'Correct it; docs/configuration.md says what it can be.',
  unwanted: 'Take it away, or set what it goes with; docs/configuration.md says why.',
  misspelt: 'Correct its name; as it is, it counts for nothing.',
};

/** Every mistake in the configuration, or that there is none. */
export function checkConfiguration(load: LoadSection): Finding[] {
  const mistakes = SECTIONS.flatMap((name) => {
    const reading = load(name);
    return reading.kind === 'valid' ? [] : reading.mistakes;
  });
  if (mistakes.length === 0) return [ok('configuration', 'The configuration is complete and valid.')];
  // Some are mistakes of every section.
  const found = new Map(mistakes.map((mistake) => [describeMistake(mistake), REMEDIES[mistake.problem]]));
  return [...found].map(([says, remedy]) => failed('configuration', `${says}.`, remedy));
}
