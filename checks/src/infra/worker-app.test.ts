import { describe, expect, it } from '@jest/globals';
import { readConfiguration } from '@spotler-connector/configuration';
import { read } from '../workspace.ts';
import { propertyOf } from './bicep-file.ts';
import { declarationAt, parameterFiles } from './bicep-files.ts';
import { Expression, propertiesOf, writtenIn } from './bicep-value.ts';

const MODULE = 'modules/worker.bicep';

/** The value that Azure would work out for each expression among the worker's variables. */
const SAMPLES: Record<string, string> = {
  "'${serviceBusNamespace}.servicebus.windows.net'": 'sb-spotler-test.servicebus.windows.net',
  serviceBusQueue: 'dataverse-changes',
  dataverseUrl: 'https://contoso.crm4.dynamics.com',
  stateAddress: 'https://stcontoso.blob.core.windows.net/state',
  workerClientId: '5c3b2f3a-0a6e-4a8e-9a40-9a0d9c8f2b11',
  'string(shutdownGraceSeconds)': '25',
  'string(healthPort)': '8080',
  "'${filesFolder}/${mappingFile}'": '/mnt/files/field-mapping.json',
  "'${filesFolder}/${jobTableFile}'": '/mnt/files/spotler-job.json',
};

interface Entry {
  name: string;
  value?: string;
  secretRef?: string;
}

/** The entries of a list of objects that a variable is, behind a condition too. */
function entriesOf(variable: string): Entry[] {
  const { value } = declarationAt(MODULE, variable);
  const list = value?.type === 'ternary_expression' ? value.childForFieldName('alternative') : value;
  return (list?.namedChildren ?? [])
    .filter(({ type }) => type === 'object')
    .map((object) => {
      const fields = propertiesOf(object).map(
        ({ key, value: node }) => [key, textFor(writtenIn(node))] as const,
      );
      const { name = '', ...others } = Object.fromEntries(fields);
      return { name, ...others };
    });
}

function textFor(written: unknown): string {
  if (!(written instanceof Expression)) return String(written);
  return SAMPLES[written.source] ?? `no sample for ${written.source}`;
}

/** The choices of a parameter file. */
function settingsOf(file: (typeof parameterFiles)[number]): Record<string, string> {
  const settings = file.declarations.find(({ name }) => name === 'settings')?.value;
  const pairs = settings === undefined ? [] : propertiesOf(settings);
  return Object.fromEntries(pairs.map(({ key, value }) => [key, textFor(writtenIn(value))]));
}

const always = entriesOf('environmentVariables');
const withFiles = [...entriesOf('mappingVariables'), ...entriesOf('jobTableVariables')];
const secretNames = ['spotlerSecrets', 'mappingSecrets', 'jobTableSecrets']
  .flatMap(entriesOf)
  .map(({ name }) => name);

function environment(entries: readonly Entry[], settings: Record<string, string> = {}) {
  const pairs = entries.map(({ name, value, secretRef }) => [name, value ?? secretRef]);
  return { ...Object.fromEntries(pairs), ...settings };
}

describe('the worker’s environment', () => {
  it.each(parameterFiles.map((file) => [file.path, file] as const))(
    'is a configuration with %s',
    (_, file) => {
      const settings = settingsOf(file);
      expect(Object.keys(settings).length).toBeGreaterThan(0);
      expect(readConfiguration(environment(always, settings))).toMatchObject({
        kind: 'valid',
        configuration: {
          serviceBus: { access: { kind: 'managed-identity' } },
          dataverse: { authentication: { kind: 'managed-identity' } },
        },
      });
      expect(readConfiguration(environment([...always, ...withFiles], settings)).kind).toBe('valid');
    },
  );

  it('has only names that are documented, each once', () => {
    const known = [...read('.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
    const settings = parameterFiles.flatMap((file) => Object.keys(settingsOf(file)));
    const fixed = [...always, ...withFiles].map(({ name }) => name);
    expect([...fixed, ...settings].filter((name) => !known.includes(name))).toEqual([]);
    expect(settings.filter((name) => fixed.includes(name))).toEqual([]);
    expect(new Set(fixed).size).toBe(fixed.length);
  });

  it('would be caught without a required one, and with a misspelt one', () => {
    const without = always.filter(({ name }) => name !== 'SPOTLER_CONSUMER_KEY');
    expect(readConfiguration(environment(without)).kind).toBe('invalid');
    expect(readConfiguration(environment(always, { DRY_RUNS: 'true' })).kind).toBe('invalid');
  });

  it('takes its secrets from the vault', () => {
    const references = [...always, ...withFiles].flatMap(({ secretRef }) => secretRef ?? []);
    expect(references).toEqual(['spotler-consumer-key', 'spotler-consumer-secret']);
    expect(references.filter((name) => !secretNames.includes(name))).toEqual([]);
  });
});

describe('a file of the worker’s', () => {
  const every = [...read('.env.example').matchAll(/^(?:# )?([A-Z_]+_FILE)=/gm)].map(([, name]) => name);
  const text = read(`infra/azure/${MODULE}`);

  it('can be given for every variable that names one', () => {
    expect(every).toContain('SPOTLER_JOB_FILE');
    expect(withFiles.map(({ name }) => name).sort()).toEqual(every.sort());
  });

  it('is a secret that is there', () => {
    const mounted = [...text.matchAll(/\{ secretRef: '([^']+)', path: \w+ \}/g)].map(
      ([, name]) => name ?? '',
    );
    expect(mounted).toHaveLength(withFiles.length);
    expect(mounted.filter((name) => !secretNames.includes(name))).toEqual([]);
  });
});

describe('the container app', () => {
  const worker = declarationAt(MODULE, 'worker');
  const property = (path: string) => propertyOf(worker, path);
  const containers = property('properties.template.containers')?.text ?? '';

  it('asks the paths that the worker answers, on the port that it is told', () => {
    const probes = [...containers.matchAll(/type: '(\w+)'\s+httpGet: \{ path: '([^']+)', port: (\w+) \}/g)];
    expect(probes.map(([, type, path, port]) => [type, path, port])).toEqual([
      ['Startup', '/livez', 'healthPort'],
      ['Liveness', '/livez', 'healthPort'],
      ['Readiness', '/readyz', 'healthPort'],
    ]);
    const server = read('apps/worker/src/health/health-server.ts');
    expect(probes.filter(([, , path]) => !server.includes(`case '${path}'`))).toEqual([]);
  });

  it('asks no more often than Container Apps allows before it gives up', () => {
    const failures = [...containers.matchAll(/failureThreshold: (\d+)/g)].map(([, count]) => Number(count));
    expect(failures).toHaveLength(3);
    // learn.microsoft.com/azure/templates/microsoft.app/containerapps: ContainerAppProbe
    expect(Math.max(...failures)).toBeLessThanOrEqual(10);
  });

  it('sends telemetry to where the collector beside it listens', () => {
    const endpoint = always.find(({ name }) => name === 'OTEL_EXPORTER_OTLP_ENDPOINT')?.value;
    expect(`http://${/endpoint: (\S+)/.exec(read('infra/azure/collector.yaml'))?.[1]}`).toBe(endpoint);
    const given = containers.match(/APPLICATIONINSIGHTS_CONNECTION_STRING/g);
    expect(given).toHaveLength(1);
    expect(read('infra/azure/collector.yaml')).toMatch(/: \$\{env:APPLICATIONINSIGHTS_CONNECTION_STRING\}\n/);
  });

  it('can’t be reached from outside, and the identity that manages the queue not from within', () => {
    expect(property('properties.configuration.ingress')).toBeUndefined();
    expect(property('properties.configuration.identitySettings')?.text).toContain(
      "{ identity: scalerIdentityId, lifecycle: 'None' }",
    );
  });
});
