import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { describeMistake } from '../mistake.ts';
import { readConfiguration } from '../read-configuration.ts';
import { anEnvironment } from '../testing/an-environment.ts';
import { configurationPage, environmentExample } from './documentation.ts';
import { VARIABLES } from './variables.ts';

const ROOT = new URL('../../../../', import.meta.url);
function inRoot(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

describe('docs/configuration.md', () => {
  it('is what the generate script makes of the variables', () => {
    expect(inRoot('docs/configuration.md')).toBe(configurationPage());
  });

  it('has every variable with its default', () => {
    for (const { name, fallback } of Object.values<{ name: string; fallback?: string | undefined }>(
      VARIABLES,
    )) {
      expect(configurationPage()).toMatch(
        new RegExp(`\\| \`${name}\`.*\\|.*${fallback ?? '(always|unless|with|when|to read)'}`),
      );
    }
  });
});

describe('.env.example', () => {
  it('is what the generate script makes of the variables', () => {
    expect(inRoot('.env.example')).toBe(environmentExample());
  });

  it('sets what is always needed to nothing, so that the mistakes name it', () => {
    const reading = readConfiguration(parseEnv(environmentExample()));
    const mistakes = reading.kind === 'invalid' ? reading.mistakes.map(describeMistake) : [];
    expect(mistakes.map((mistake) => mistake.split(' ', 1)[0])).toEqual([
      'SERVICE_BUS_CONNECTION_STRING',
      'DATAVERSE_URL',
      'SPOTLER_CONSUMER_KEY',
      'SPOTLER_CONSUMER_SECRET',
    ]);
  });

  it('means the same with its defaults taken out of the comments', () => {
    const commented = Object.values<{ name: string; fallback?: string | undefined }>(VARIABLES).filter(
      ({ fallback }) => fallback,
    );
    const withDefaults = Object.fromEntries(
      commented.map(({ name }) => [
        name,
        new RegExp(`^# ${name}=(.+)$`, 'm').exec(environmentExample())?.[1],
      ]),
    );
    expect(readConfiguration(anEnvironment(withDefaults))).toEqual(readConfiguration(anEnvironment()));
  });
});
