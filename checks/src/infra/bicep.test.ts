import { describe, expect, it } from '@jest/globals';
import { read } from '../workspace.ts';
import { bicepFile, bicepFileAt, bicepFiles, parameterFiles } from './bicep-files.ts';
import { syntaxErrorsOf } from './bicep-grammar.ts';
import { assignmentMistakesOf, outputMistakesOf, outputsOf, parameterMistakesOf } from './module-mistakes.ts';
import { undescribedNamesOf, unknownNamesOf, unusedNamesOf } from './name-mistakes.ts';
import { secretMistakesOf, writtenSecretsOf } from './secret-mistakes.ts';

const main = bicepFileAt('main.bicep');
const each = bicepFiles.map((file) => [file.path.replace('infra/azure/', ''), file] as const);

/** The file as it would be with a change, which must have been one. */
function twin(path: string, from: string, to: string) {
  const changed = read(`infra/azure/${path}`).replace(from, to);
  expect(changed).not.toBe(read(`infra/azure/${path}`));
  return bicepFile(`infra/azure/${path}`, changed);
}

describe.each(each)('%s', (_, file) => {
  it('is Bicep', () => {
    expect(syntaxErrorsOf(file.root)).toEqual([]);
    expect(file.declarations.length).toBeGreaterThan(1);
  });

  it('uses what it declares, declares what it uses, and describes what it takes and gives', () => {
    expect(unusedNamesOf(file)).toEqual([]);
    expect(unknownNamesOf(file)).toEqual([]);
    expect(undescribedNamesOf(file)).toEqual([]);
  });

  it('passes its modules what they take, and reads all they give', () => {
    expect(parameterMistakesOf(file, bicepFiles)).toEqual([]);
    expect(outputMistakesOf(file, bicepFiles)).toEqual([]);
  });

  it('names stable versions of what it makes', () => {
    const versions = file.declarations.flatMap(({ kind, target }) => (kind === 'resource' ? [target] : []));
    expect(
      versions.filter((version) => !/^Microsoft\.\w+(\/\w+)+@20\d\d-\d\d-\d\d$/.test(version ?? '')),
    ).toEqual([]);
  });

  it('gives no secret away', () => {
    expect(secretMistakesOf(file)).toEqual([]);
  });
});

describe.each(parameterFiles.map((file) => [file.path, file] as const))('%s', (_, file) => {
  it('is for the main file, and assigns what that takes', () => {
    expect(syntaxErrorsOf(file.root)).toEqual([]);
    expect(read(file.path)).toMatch(/^using 'main.bicep'\n/);
    expect(assignmentMistakesOf(file, main)).toEqual([]);
  });

  it('takes secrets from the environment', () => {
    expect(writtenSecretsOf(file, main)).toEqual([]);
  });
});

describe('the page about deploying', () => {
  it('uses every output, and names every environment variable that the parameter files read', () => {
    const page = read('docs/deploy-azure.md');
    const variables = parameterFiles.flatMap(({ path }) =>
      [...read(path).matchAll(/readEnvironmentVariable\('(\w+)'/g)].flatMap(([, name]) => name ?? []),
    );
    expect(outputsOf(main).filter((output) => !page.includes(output))).toEqual([]);
    expect([...new Set(variables)].filter((name) => !page.includes(name))).toEqual([]);
    expect(variables.length).toBeGreaterThan(6);
  });
});

describe('these checks', () => {
  it.each([
    [
      'a brace too few',
      'modules/identities.bicep',
      "'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {",
      '= ',
    ],
    ['a word too many', 'modules/identities.bicep', 'location: location', 'location: location location'],
    ['an assignment without a value', 'main.bicep', 'param minReplicas int = 1', 'param minReplicas int ='],
  ])('find %s', (_, path, from, to) => {
    expect(syntaxErrorsOf(twin(path, from, to).root)).not.toEqual([]);
  });

  it('find names that are not used, not declared or not described', () => {
    expect(unusedNamesOf(twin('modules/workbook.bicep', 'location: location', "location: 'x'"))).toEqual([
      'location',
    ]);
    expect(unknownNamesOf(twin('modules/workbook.bicep', 'tags: tags', 'tags: tag'))).toEqual(['tag']);
    expect(unknownNamesOf(twin('modules/alerts.bicep', 'emailAddress: email', 'emailAddress: mail'))).toEqual(
      ['mail'],
    );
    const bare = twin('modules/workbook.bicep', "@description('Where it is.')\n", '');
    expect(undescribedNamesOf(bare)).toEqual(['location']);
  });

  it('find what is passed wrongly, and outputs that nobody reads or gives', () => {
    const renamed = twin(
      'main.bicep',
      'queueName: serviceBus.outputs.queueName',
      'queue: serviceBus.outputs.queue',
    );
    expect(parameterMistakesOf(renamed, bicepFiles)).toEqual([
      'alerts: queue is not taken',
      'alerts: queueName is missing',
    ]);
    expect(outputMistakesOf(renamed, bicepFiles)).toEqual(['serviceBus.queue does not exist']);
    const deaf = twin('main.bicep', 'keyVault.outputs.vaultName', "''");
    expect(outputMistakesOf(deaf, bicepFiles)).toEqual(['keyVault.vaultName is read by nobody']);
    const parameters = twin('main.dev.bicepparam', 'param dataverseUrl', 'param dataverseUri');
    expect(assignmentMistakesOf(parameters, main)).toHaveLength(2);
  });

  it('find secrets', () => {
    expect(secretMistakesOf(twin('main.bicep', '@secure()\n', ''))).toEqual([
      'spotlerConsumerKey is not @secure()',
    ]);
    const told = twin(
      'modules/monitoring.bicep',
      '= applicationInsights.name',
      '= applicationInsights.listKeys()',
    );
    expect(secretMistakesOf(told)).toHaveLength(1);
    const written = twin('main.dev.bicepparam', "readEnvironmentVariable('SPOTLER_CONSUMER_KEY', '')", "'x'");
    expect(writtenSecretsOf(written, main)).toEqual(['spotlerConsumerKey']);
  });
});
