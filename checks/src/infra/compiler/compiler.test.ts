import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BICEP_VERSION } from './bicep-package.ts';
import { findCompiler } from './bring-compiler.ts';
import { runBicep, SAMPLE_ENVIRONMENT } from './run-bicep.ts';
import { templateCopies } from './template-copy.ts';

const compiler = findCompiler();
const program = compiler.kind === 'here' ? compiler.program : '';
/** Without a compiler nothing can be said; `.ci/run` brings it before the tests. */
const compiled = compiler.kind === 'here' ? describe : describe.skip;
const copies = templateCopies();
afterAll(() => copies.remove());

/** A deliberate mistake of each kind: where, what is there, what would be there, and what must be said. */
const MISTAKES = [
  ['wrong-property', 'modules/key-vault.bicep', 'softDeleteRetentionInDays:', 'softDeleteDays:', 'BCP037'],
  ['wrong-type', 'modules/key-vault.bicep', 'enableSoftDelete: true', "enableSoftDelete: 'yes'", 'BCP036'],
  ['wrong-choice', 'modules/storage.bicep', "accessTier: 'Hot'", "accessTier: 'Warm'", 'BCP036'],
  ['missing-parameter', 'main.bicep', '    queueName: serviceBus.outputs.queueName\n', '', 'BCP035'],
  ['unknown-output', 'main.bicep', 'keyVault.outputs.vaultName', 'keyVault.outputs.name', 'BCP053'],
  [
    'old-version',
    'modules/key-vault.bicep',
    '/vaults@2026-05-15',
    '/vaults@2023-07-01',
    'use-recent-api-versions',
  ],
  ['unused-parameter', 'modules/workbook.bicep', 'location: location', "location: 'x'", 'no-unused-params'],
  ['undescribed', 'modules/workbook.bicep', "@description('Where it is.')\n", '', 'use-description-params'],
  [
    'told-secret',
    'main.bicep',
    'keyVault.outputs.vaultName',
    'spotlerConsumerKey',
    'outputs-should-not-contain-secrets',
  ],
  ['open-secret', 'modules/key-vault.bicep', '@secure()\n', '', 'secure-secrets-in-params'],
  [
    'plain-object',
    'modules/worker.bicep',
    'param settings Settings',
    'param settings object',
    'use-user-defined-types',
  ],
  ['no-syntax', 'modules/identities.bicep', "@2024-11-30' = {", "@2024-11-30' = ", 'BCP'],
] as const;

compiled(`Bicep ${BICEP_VERSION}`, () => {
  let lines: readonly string[] = [];
  beforeAll(() => {
    copies.copy('good');
    for (const [name, path, good, bad] of MISTAKES) {
      copies.copy(name);
      copies.change(name, path, good, bad);
    }
    lines = runBicep(program, copies.folder, ['lint', '--pattern', '*/main.bicep']).lines;
  }, 240_000);

  it('has nothing to say about the files as they are', () => {
    expect(lines.filter((line) => line.includes('/good/'))).toEqual([]);
  });

  it.each(MISTAKES)('finds a deliberate mistake: %s', (name, _path, _good, _bad, rule) => {
    expect(lines.filter((line) => line.includes(`/${name}/`)).join('\n')).toContain(rule);
  });

  it('asks for the decision who the operators are', () => {
    const { OPERATORS_GROUP_ID: _, ...others } = SAMPLE_ENVIRONMENT;
    const folder = join(copies.folder, 'good');
    const { status, lines: said } = runBicep(
      program,
      folder,
      ['build-params', 'main.prod.bicepparam'],
      others,
    );
    expect(status).not.toBe(0);
    expect(said.join()).toContain('OPERATORS_GROUP_ID');
  }, 60_000);
});
