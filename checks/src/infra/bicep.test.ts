import { describe, expect, it } from '@jest/globals';
import { withMistake } from '../with-mistake.ts';
import { read } from '../workspace.ts';
import { bicepFile, bicepFileAt, bicepFiles, parameterFiles } from './bicep-files.ts';
import { syntaxErrorsOf } from './bicep-grammar.ts';
import { holdsKey, writtenSecretsOf } from './secret-mistakes.ts';

// Whether the files are right is for the compiler to say (`checks/src/infra/compiler`). Here is what it can't
// know.
const main = bicepFileAt('main.bicep');

it('is understood by the grammar that reads our own names', () => {
  const every = [...bicepFiles, ...parameterFiles];
  // The grammar knows neither `func` nor `!`, and nothing is read from those two.
  const known = every.filter(({ path }) => !/\/(network-rules|environment)\.bicep$/.test(path));
  expect(known.flatMap(({ path, root }) => syntaxErrorsOf(root).map((error) => `${path} ${error}`))).toEqual(
    [],
  );
  expect(known.length).toBeGreaterThan(12);
});

describe('secrets', () => {
  it('come from the environment into a parameter file', () => {
    expect(parameterFiles.flatMap((file) => writtenSecretsOf(file, main))).toEqual([]);
    const path = 'infra/azure/main.dev.bicepparam';
    const written = withMistake(read(path), "readEnvironmentVariable('SPOTLER_CONSUMER_KEY', '')", "'x'");
    expect(writtenSecretsOf(bicepFile(path, written), main)).toEqual(['spotlerConsumerKey']);
  });

  it('are in no file', () => {
    expect([...bicepFiles, ...parameterFiles].filter(({ root }) => holdsKey(root.text))).toEqual([]);
    expect(holdsKey('Endpoint=sb://x/;SharedAccessKey=abc')).toBe(true);
  });
});

describe('the page about deploying', () => {
  it('uses every output, and names every environment variable that the parameter files read', () => {
    const page = read('docs/deploy-azure.md');
    const outputs = main.declarations.filter(({ kind }) => kind === 'output').map(({ name }) => name);
    const variables = parameterFiles.flatMap(({ path }) =>
      [...read(path).matchAll(/readEnvironmentVariable\('(\w+)'/g)].flatMap(([, name]) => name ?? []),
    );
    expect(outputs.filter((output) => !page.includes(output))).toEqual([]);
    expect([...new Set(variables)].filter((name) => !page.includes(name))).toEqual([]);
    expect(outputs.length).toBeGreaterThan(6);
    expect(variables.length).toBeGreaterThan(6);
  });
});
