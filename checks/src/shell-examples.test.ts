import { describe, expect, it } from '@jest/globals';
import { type Callable, fencesOf, mistakesOf } from './shell-examples.ts';
import { find, type Manifest, manifestAt, read, sourceFiles, workspaces } from './workspace.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...find('docs/**/*.md'),
  ...find('{apps,packages,infra}/**/README.md'),
];

const callable: Callable = {
  scripts: [...scriptsOf(manifestAt('package.json')), 'install'],
  packageScripts: Object.fromEntries(
    workspaces().map(({ manifest }) => [manifest.name, scriptsOf(manifest)]),
  ),
  commands: sourceFiles('apps/cli').flatMap((file) =>
    [...read(file).matchAll(/new Command\('([\w-]+)'\)/g)].flatMap(([, name]) => name ?? []),
  ),
};

function scriptsOf({ scripts = {} }: Manifest): string[] {
  return Object.keys(scripts);
}

function inBlock(info: string, ...lines: string[]): string {
  return ['Text', `\`\`\`${info}`, ...lines, '```', 'text'].join('\n');
}

describe('blocks of commands', () => {
  it.each(pages)('name what exists, or say what they need: %s', (page) => {
    expect(mistakesOf(read(page), callable)).toEqual([]);
  });

  it('are found', () => {
    const blocks = pages.flatMap((page) => fencesOf(read(page))).filter(({ language }) => language === 'sh');
    expect(blocks.length).toBeGreaterThan(10);
  });

  it.each([
    'npx pnpm@12 start --once   # see it',
    'pnpm run lint',
    'pnpm --filter @spotler-connector/configuration run generate',
    'spotler-connector dead-letter list --by reason',
    'spotler-connector --help',
    'npx pnpm@12 cli doctor',
    '# nothing but a remark',
  ])('may hold: %s', (line) => {
    expect(mistakesOf(inBlock('sh', line), callable)).toEqual([]);
  });

  it.each([
    'npx pnpm@12 strat --once',
    'pnpm --filter @spotler-connector/configuration run generat',
    'spotler-connector dead-letter lits',
    'npx pnpm@12 cli docter',
    'docker compose up',
    'az login',
    'npx pnpm@12 start && rm -rf .',
  ])('would be caught with: %s', (line) => {
    expect(mistakesOf(inBlock('sh', line), callable)).toEqual([line]);
  });

  it('may hold anything when they say what they need', () => {
    expect(mistakesOf(inBlock('sh needs-docker', 'docker compose up'), callable)).toEqual([]);
    expect(mistakesOf(inBlock('sh needs-azure', 'az login'), callable)).toEqual([]);
    expect(mistakesOf(inBlock('sh needs-luck', 'az login'), callable)).toEqual(['unknown mark needs-luck']);
  });

  it('can’t hide under another name', () => {
    expect(mistakesOf(inBlock('bash', 'docker compose up'), callable)).toHaveLength(1);
  });
});
