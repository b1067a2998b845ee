import type { BicepFile } from './bicep-files.ts';
import { Expression, writtenIn } from './bicep-value.ts';

const SECRET_NAME = /(key|secret|password|token|connectionString)$/i;
const SECRET_TEXT = /(SharedAccessKey|AccountKey|InstrumentationKey)=|-----BEGIN/;

/**
 * Parameters that carry a secret and are not marked `@secure()`, outputs with a key, and keys in plain text.
 */
export function secretMistakesOf({ root, declarations }: BicepFile): string[] {
  const open = declarations.filter(
    ({ kind, name, decorators }) =>
      kind === 'parameter' && SECRET_NAME.test(name) && !decorators.includes('secure'),
  );
  const told = declarations.filter(
    ({ kind, value }) => kind === 'output' && /list\w*Keys?\(|ConnectionString/i.test(value?.text ?? ''),
  );
  return [
    ...open.map(({ name }) => `${name} is not @secure()`),
    ...told.map(({ name }) => `${name} would keep a secret in the deployment's history`),
    ...(SECRET_TEXT.test(root.text) ? ['there is a key in the text'] : []),
  ];
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
