import type { BicepFile } from './bicep-files.ts';
import { Expression, writtenIn } from './bicep-value.ts';

const SECRET_TEXT = /(SharedAccessKey|AccountKey|InstrumentationKey)=|-----BEGIN/;

/** Whether a text holds the key of something. */
export function holdsKey(text: string): boolean {
  return SECRET_TEXT.test(text);
}

/** Secrets that a parameter file has in it, instead of naming the environment variable they come from. */
export function writtenSecretsOf(file: BicepFile, template: BicepFile): string[] {
  const secure = template.declarations.filter(({ decorators }) => decorators.includes('secure'));
  return file.declarations
    .filter(({ name }) => secure.some((parameter) => parameter.name === name))
    .filter(({ value }) => {
      const written = value && writtenIn(value);
      return !(written instanceof Expression && written.source.startsWith('readEnvironmentVariable('));
    })
    .map(({ name }) => name);
}
