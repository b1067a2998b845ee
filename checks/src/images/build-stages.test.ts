import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT, read } from '../workspace.ts';
import { buildStages } from './build-stages.ts';
import { imagesOf } from './dockerfile-mistakes.ts';
import { parseDockerfile } from './dockerfile-stages.ts';

const file = parseDockerfile(read('Dockerfile'));
let folder: string;

/** The files that a clone has, and those that are about to be committed. */
function theContext(): string {
  const context = join(folder, 'context');
  const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
  for (const path of listed.stdout
    .split('\n')
    .filter((name) => name !== '' && existsSync(join(ROOT, name)))) {
    mkdirSync(dirname(join(context, path)), { recursive: true });
    cpSync(join(ROOT, path), join(context, path));
  }
  return context;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stages-'));
  const { PATH = '', HOME = '' } = process.env;
  const environment = {
    ...process.env,
    HOME,
    PATH: `${join(ROOT, 'node_modules/.bin')}${delimiter}${PATH}`,
    CI: 'true',
    TURBO_TELEMETRY_DISABLED: '1',
  };
  buildStages(file, ['pruned', 'built'], { context: theContext(), folder, environment });
  buildStages(
    file,
    imagesOf(file).map(({ name }) => name),
    { context: '', folder, environment },
  );
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe('the stages of the Dockerfile, built in folders', () => {
  it.each([
    ['worker', ['cli', 'worker']],
    ['dataverse-simulator', ['dataverse-simulator']],
    ['spotler-simulator', ['spotler-simulator']],
    ['scenario', ['scenario', 'worker']],
  ])('put into %s what is bundled, and nothing else', (name, contents) => {
    expect(readdirSync(join(folder, name)).toSorted()).toEqual(contents);
  });

  it.each(imagesOf(file).map(({ name }) => name))('give an app that starts: %s', (name) => {
    const image = imagesOf(file).find((stage) => stage.name === name);
    const entry = image?.steps.find(({ keyword }) => keyword === 'ENTRYPOINT')?.text ?? '[]';
    const [, ...args] = JSON.parse(entry) as string[];
    const { status, stdout, stderr } = spawnSync(process.execPath, [...args, '--help'], {
      cwd: join(folder, name),
      encoding: 'utf8',
      env: {},
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Usage');
  });

  it('give the operator’s command line beside the worker', () => {
    const { stdout } = spawnSync(process.execPath, ['cli/main.mjs', 'doctor', '--help'], {
      cwd: join(folder, 'worker'),
      encoding: 'utf8',
      env: {},
    });
    expect(stdout).toContain('doctor');
  });

  it('leave out of the build what no image needs', () => {
    const packages = readdirSync(join(folder, 'built/apps'));
    expect(packages.toSorted()).toEqual(['cli', 'local-stack', 'worker']);
  });
});

describe('building a stage in a folder', () => {
  it.each([
    ['RUN test -f b.txt', 'a: test -f b.txt ended with 1'],
    ['COPY b.txt ./', 'ENOENT'],
    ['COPY --from=b b.txt ./', 'ENOENT'],
  ])('fails when a file was left out: %s', (line, message) => {
    const here = mkdtempSync(join(folder, 'small-'));
    writeFileSync(join(here, 'a.txt'), '');
    const small = parseDockerfile(`FROM node:1.0.0 AS a\nCOPY a.txt ./\nRUN test -f a.txt\n${line}\n`);
    const place = { context: here, folder: join(here, 'out'), environment: {} };
    expect(() => buildStages(small, ['a'], place)).toThrow(message);
  });
});
