import { readFileSync } from 'node:fs';
import { ConfigurationFileError } from '../../configuration-file/configuration-file-error.ts';
import { decodeFile } from '../../configuration-file/decode-file.ts';
import { type Registration, registrationCodec } from './registration.ts';

const FILE = new URL('../../../../../infra/dataverse/registration.json', import.meta.url);
const SUBJECT = 'The registration';

/** Reads the text of a registration file. @throws {ConfigurationFileError} with every mistake. */
export function parseRegistration(text: string): Registration {
  const registration = decodeFile(registrationCodec, text, SUBJECT);
  const { prefix, endpoint, steps } = registration;
  const mistakes = [
    ...(endpoint.name.startsWith(prefix) ? [] : ['endpoint.name should begin with the prefix']),
    ...['mode', 'stage']
      .filter((name) => !(name in steps.choices))
      .map((name) => `steps.choices.${name} should be there`),
    ...['authtype', 'messageformat']
      .filter((name) => !(name in endpoint.choices))
      .map((name) => `endpoint.choices.${name} should be there`),
  ];
  if (mistakes.length > 0) throw new ConfigurationFileError(SUBJECT, mistakes);
  return registration;
}

/** The registration of `infra/dataverse/registration.json`. */
export function defaultRegistration(): Registration {
  return parseRegistration(readFileSync(FILE, 'utf8'));
}
