import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { find, ROOT, read } from '../../workspace.ts';
import { findCompiler } from './bring-compiler.ts';
import { listResources } from './list-resources.ts';
import { type Prediction, predict } from './predicted-resources.ts';
import { SAMPLE_ENVIRONMENT } from './run-bicep.ts';
import { templateCopies } from './template-copy.ts';

/** To write it anew: `WRITE_LIST=1 npx pnpm@12 jest checks/src/infra/compiler/resources`. */
const LIST = 'infra/azure/resources.prod.txt';
const compiler = findCompiler();
const program = compiler.kind === 'here' ? compiler.program : '';
/** Without a compiler nothing can be said; `.ci/run` brings it before the tests. */
const compiled = compiler.kind === 'here' ? describe : describe.skip;
const copies = templateCopies();
afterAll(() => copies.remove());

compiled('the production template', () => {
  let prediction: Prediction;
  let list: string[] = [];
  beforeAll(() => {
    copies.copy('predicted');
    prediction = predict(program, join(copies.folder, 'predicted'), 'main.prod.bicepparam');
    list = listResources(prediction.predictedResources);
    if (process.env['WRITE_LIST'] !== undefined) writeFileSync(join(ROOT, LIST), `${list.join('\n')}\n`);
  }, 120_000);

  it(`makes what ${LIST} lists, and nothing else`, () => {
    expect(list).toEqual(read(LIST).trimEnd().split('\n'));
    expect(prediction.diagnostics).toEqual([]);
  });

  it('names a role assignment so that a second deployment finds it', () => {
    const names = prediction.predictedResources
      .filter(({ type }) => type === 'Microsoft.Authorization/roleAssignments')
      .map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[\da-f-]{36}$/.test(name))).toEqual([]);
  });

  it('gives the worker, the operators and the privacy officers the roles on the page, and no others', () => {
    const [, table = ''] = /## Who may do what\n(.*?)\n## /s.exec(read('docs/deploy-azure.md')) ?? [];
    const rows = [...table.matchAll(/^\| (the [^|]+) \| ([^|]+) \| the [^|]+ \|$/gm)];
    const given = list.flatMap((line) => {
      const [, who = '', role] = /^role: (.+?) · (.+?) · /.exec(line) ?? [];
      return role === undefined ? [] : [`${who}: ${role}`];
    });
    expect(rows.map(([, who, role]) => `${who}: ${role}`).sort()).toEqual(given.sort());
    expect(given.length).toBeGreaterThan(10);
  });

  it('protects all that keeps evidence from deletion, and tells the workspace who used it', () => {
    for (const kept of ['OperationalInsights/workspaces/', 'KeyVault/vaults/', 'Storage/storageAccounts/'])
      expect(list.filter((line) => line.startsWith(`lock: CanNotDelete · ${kept}`))).toHaveLength(1);
    expect(list.filter((line) => line.startsWith('diagnostics: '))).toHaveLength(4);
  });

  it('keeps secrets where they belong: in the vault, and nowhere else', () => {
    const { SPOTLER_CONSUMER_KEY: key, SPOTLER_CONSUMER_SECRET: secret } = SAMPLE_ENVIRONMENT;
    const holders = prediction.predictedResources.filter((resource) => {
      const text = JSON.stringify(resource);
      return text.includes(key) || text.includes(secret);
    });
    expect(holders.filter(({ type }) => type !== 'Microsoft.KeyVault/vaults/secrets')).toEqual([]);
    expect(JSON.stringify(prediction.outputs)).not.toMatch(/listKeys|ConnectionString|sample-/i);
    expect(JSON.stringify(prediction.predictedResources)).not.toMatch(/listKeys/i);
  });

  it('has no secret as a default', () => {
    const secure = /@secure\(\)\nparam \w+ string(?: = (.*))?\n/g;
    const defaults = find('infra/azure/**/*.bicep').flatMap((path) => [...read(path).matchAll(secure)]);
    expect(defaults.length).toBeGreaterThan(3);
    expect(defaults.filter(([, value = "''"]) => value !== "''")).toEqual([]);
  });
});

compiled('an installation with nobody in groups and closed networks', () => {
  it('gives groups no roles, and lets only its subnet and the named addresses in', () => {
    copies.copy('closed');
    const subnet =
      '/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/n';
    copies.change(
      'closed',
      'main.prod.bicepparam',
      'param minReplicas = 1\n',
      `param minReplicas = 1\nparam network = { subnetId: '${subnet}', allowedAddresses: ['203.0.113.7'] }\n`,
    );
    const nobody = {
      ...SAMPLE_ENVIRONMENT,
      OPERATORS_GROUP_ID: 'nobody',
      PRIVACY_OFFICERS_GROUP_ID: 'nobody',
    };
    const { predictedResources } = predict(
      program,
      join(copies.folder, 'closed'),
      'main.prod.bicepparam',
      nobody,
    );
    const list = listResources(predictedResources);
    expect(list.filter((line) => /^role: the (operators|privacy)/.test(line))).toEqual([]);
    const rules = predictedResources.flatMap(({ properties }) => properties?.['networkAcls'] ?? []);
    expect(rules).toHaveLength(2);
    for (const rule of rules)
      expect(rule).toMatchObject({
        defaultAction: 'Deny',
        ipRules: [{ value: '203.0.113.7' }],
        virtualNetworkRules: [{ id: subnet }],
      });
  }, 120_000);
});
