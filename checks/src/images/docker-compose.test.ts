import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DCLinter } from 'dclint';
import { withMistake } from '../with-mistake.ts';
import { ROOT, read } from '../workspace.ts';
import { parseCompose, variablesOf } from './compose-file.ts';
import { type ComposeWorld, composeMistakes } from './compose-mistakes.ts';
import { allStepsOf, imagesOf } from './dockerfile-mistakes.ts';
import { parseDockerfile } from './dockerfile-stages.ts';

const TEXT = read('docker-compose.yml');
const dockerfile = parseDockerfile(read('Dockerfile'));
const world: ComposeWorld = {
  images: new Map(
    imagesOf(dockerfile).map((image) => {
      const check = allStepsOf(image, dockerfile).findLast(({ keyword }) => keyword === 'HEALTHCHECK');
      return [image.name, { checked: check !== undefined && check.text !== 'NONE' }];
    }),
  ),
  exists: (path) => existsSync(join(ROOT, path)),
  ports:
    read('docs/architecture.md')
      .split('## Local ports')[1]
      ?.match(/\d{4,5}/g) ?? [],
};

/**
 * Off, because services stand in the order in which they start, and two of them share an image that is built.
 */
const OFF = [
  'no-build-and-image',
  'service-dependencies-alphabetical-order',
  'service-keys-order',
  'service-ports-alphabetical-order',
  'services-alphabetical-order',
];

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The linter's findings, against the schema of the compose specification among others. */
function findings(text: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'compose-'));
  folders.push(folder);
  writeFileSync(join(folder, 'docker-compose.yml'), text);
  const rules = {
    ...Object.fromEntries(OFF.map((name) => [name, 0 as const])),
    'require-quotes-in-ports': [1 as const, { quoteType: 'double' }],
  };
  const linter = new DCLinter({ rules, quiet: false, debug: false, exclude: [] });
  const results: { messages: { rule: string; message: string }[] }[] = linter.lintFiles(
    [join(folder, 'docker-compose.yml')],
    false,
  );
  return results.flatMap(({ messages }) => messages.map(({ rule, message }) => `${rule}: ${message}`));
}

describe('docker-compose.yml', () => {
  it('agrees with the schema of the compose specification, and with good practice', () => {
    expect(findings(TEXT)).toEqual([]);
  });

  it.each([
    ['read_only: true', 'readonly: true', 'invalid-schema'],
    ['condition: service_healthy', 'condition: 7', 'invalid-schema'],
    ['memory: 3G', 'memory: [3G]', 'invalid-schema'],
    ['"127.0.0.1:8080:8080"', '"8080:8080"', 'no-unbound-port-interfaces'],
    ['"127.0.0.1:8082:8082"', '"127.0.0.1:8081:8081"', 'no-duplicate-exported-ports'],
    ['spotler-connector/worker:local', 'spotler-connector/worker', 'service-image-require-explicit-tag'],
  ])('would be caught with %j made %j', (good, bad, rule) => {
    expect(findings(withMistake(TEXT, good, bad))).toContainEqual(expect.stringContaining(rule));
  });

  it('names nothing that is not there, and confines what is ours', () => {
    expect(composeMistakes(parseCompose(TEXT), world)).toEqual([]);
  });

  it.each([
    ['target: worker', 'target: wroker', 'worker is built from wroker'],
    ['      scenario:\n', '      scenery:\n', 'worker waits for scenery'],
    ['      scenario:\n', '      connector:\n', 'worker waits for connector, which is not started'],
    [
      'condition: service_started',
      'condition: service_healthy',
      'scenario waits for the health of servicebus',
    ],
    ['sb://servicebus;', 'sb://service-bus;', 'worker names the host service-bus'],
    ['http://spotler.test', 'http://spottler.test', 'worker names the host spottler.test'],
    ['aliases: [dataverse.test]', 'aliases: []', 'scenario names the host dataverse.test'],
    ['./infra/service-bus/config.json', './infra/config.json', 'servicebus mounts ./infra/config.json'],
    ['Config.json:ro', 'Config.json', 'servicebus may change'],
    ['"127.0.0.1:8080:8080"', '"0.0.0.0:8080:8080"', 'worker publishes 0.0.0.0:8080:8080 to more'],
    ['"127.0.0.1:8080:8080"', '"127.0.0.1:9999:9999"', 'worker publishes 127.0.0.1:9999:9999, which no page'],
    ['read_only: true', 'read_only: false', 'worker may write'],
    ['cap_drop: [ALL]', 'cap_drop: []', 'worker keeps capabilities'],
    ['no-new-privileges:true', 'no-new-privileges:false', 'worker may gain privileges'],
    ['memory: 512M, ', '', 'worker may use all memory'],
    ['    logging: *bounded-log\n', '', 'mssql may fill the disk with its log'],
    ['http://azurite.test:', 'http://azurit.test:', 'worker names the host azurit.test'],
  ])('would be caught with %j made %j in what no schema knows', (good, bad, mistake) => {
    const mistakes = composeMistakes(parseCompose(withMistake(TEXT, good, bad)), world);
    expect(mistakes).toContainEqual(expect.stringContaining(mistake));
  });

  it('explains each of its variables in .env.docker.example, with the same default', () => {
    const example = read('.env.docker.example');
    const asked = new Map([['ACCEPT_EULA', 'N'], ...variablesOf(TEXT)]);
    const told = [...example.matchAll(/^#? ?([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
    expect(Object.fromEntries(told)).toEqual({ ...Object.fromEntries(asked), ACCEPT_EULA: '' });
    expect(variablesOf(TEXT).get('NODE_IMAGE')).toBe(dockerfile.defaults['NODE_IMAGE']);
    expect(TEXT.match(/\$\{/g)).toHaveLength(TEXT.match(/\$\{\w+:-/g)?.length ?? 0);
  });

  it('accepts nobody’s licence terms for them', () => {
    expect(variablesOf(TEXT).get('ACCEPT_EULA')).toBe('N');
    expect(read('.env.docker.example')).toMatch(/^ACCEPT_EULA=$/m);
  });
});
