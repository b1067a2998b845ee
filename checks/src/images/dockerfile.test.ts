import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { withMistake } from '../with-mistake.ts';
import { ROOT, read, workspaces } from '../workspace.ts';
import { allStepsOf, dockerfileMistakes, imagesOf, type Repository } from './dockerfile-mistakes.ts';
import { parseDockerfile } from './dockerfile-stages.ts';

const TEXT = read('Dockerfile');
const file = parseDockerfile(TEXT);
const images = imagesOf(file);
const repository: Repository = {
  exists: (path) => existsSync(join(ROOT, path)),
  buildable: workspaces().flatMap(({ folder, manifest }) =>
    manifest.scripts?.['build']?.includes('bundling') ? folder : [],
  ),
};

function argumentsOf(keyword: string): string[] {
  return file.stages
    .flatMap(({ steps }) => steps)
    .flatMap((step) => (step.keyword === keyword ? step.words : []));
}

describe('the Dockerfile', () => {
  it('keeps to every rule', () => {
    expect(dockerfileMistakes(file, repository)).toEqual([]);
    expect(images.map(({ name }) => name)).toEqual([
      'worker',
      'dataverse-simulator',
      'spotler-simulator',
      'scenario',
    ]);
  });

  it.each([
    ['USER 1000:1000', 'USER root', 'worker runs as root'],
    ['USER 1000:1000\n', '\n', 'worker runs as root'],
    ['USER 1000:1000', 'USER 0', 'worker runs as 0'],
    ['STOPSIGNAL SIGTERM\n', '\n', 'worker is not stopped with SIGTERM'],
    ['NODE_ENV=production', 'NODE_ENV=test', 'worker is not in production mode'],
    ['HEALTHCHECK NONE\n', '\n', 'scenario has no HEALTHCHECK'],
    ['ENTRYPOINT ["node", "--max', 'ENTRYPOINT node ["--max', 'worker has no ENTRYPOINT'],
    ['node:24.21.0-bookworm-slim', 'node:24', 'tools begins with node:24'],
    ['FROM base AS worker', 'FROM bsae AS worker', 'worker begins with bsae'],
    ['COPY infra/', 'COPY infar/', 'infar/ does not exist'],
    ['COPY tsconfig.json LICENSE ./', 'ADD https://example.org/x.json ./', 'ADD fetches'],
    [
      '--from=pruned /repository/out/full',
      '--from=prunde /repository/out/full',
      'prunde is no earlier stage',
    ],
    ['/repository/apps/cli/dist/', '/repository/apps/cli/', 'worker copies /repository/apps/cli/'],
    ['/repository/apps/cli/dist/', '/repository/apps/clj/dist/', 'worker copies /repository/apps/clj/dist/'],
    ['ENV CI=true', 'ENV NPM_TOKEN=x CI=true', 'NPM_TOKEN would stay'],
  ])('would be caught with %j made %j', (good, bad, mistake) => {
    const mistakes = dockerfileMistakes(parseDockerfile(withMistake(TEXT, good, bad)), repository);
    expect(mistakes).toContainEqual(expect.stringContaining(mistake));
  });

  it('has the versions that the repository has', () => {
    const { nodeVersion, catalog } = parse(read('pnpm-workspace.yaml'));
    const root: { version: string; packageManager: string } = JSON.parse(read('package.json'));
    expect(file.defaults['NODE_IMAGE']).toBe(`node:${nodeVersion}-bookworm-slim`);
    expect(argumentsOf('LABEL')).toContain(`org.opencontainers.image.version=${root.version}`);
    expect(argumentsOf('ARG')).toEqual([
      `PNPM_VERSION=${root.packageManager.replace('pnpm@', '')}`,
      `TURBO_VERSION=${catalog.turbo}`,
      'COMMIT=unknown',
      'COMMIT=unknown',
    ]);
  });

  it('starts the worker with the flags of node that `pnpm worker` has', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
    const flags = scripts['worker']?.split(' ').filter((word) => word.startsWith('--'));
    const entry = images
      .find(({ name }) => name === 'worker')
      ?.steps.find(({ keyword }) => keyword === 'ENTRYPOINT');
    expect(flags).toHaveLength(2);
    expect(JSON.parse(entry?.text ?? '[]')).toEqual(['node', ...(flags ?? []), 'worker/main.mjs']);
  });
});

describe('the context of the build', () => {
  const ignored = read('.dockerignore').split('\n');

  it('is without what is secret, installed or made', () => {
    const wanted = ['.git', '.env', 'worker.env', '**/node_modules', '**/dist', '**/.turbo'];
    expect(ignored).toEqual(expect.arrayContaining(wanted));
  });

  it('is without what git ignores', () => {
    const fromGit = read('.gitignore')
      .split('\n')
      .filter((line) => line !== '');
    const forms = (line: string) => [line, line.replace(/\/$/, ''), `**/${line.replace(/\/$/, '')}`];
    expect(fromGit.filter((line) => !forms(line).some((form) => ignored.includes(form)))).toEqual([]);
  });
});

/** The command of HEALTHCHECK, with its port replaced. */
function probe(name: string, port: number): string[] {
  const image = images.find((stage) => stage.name === name);
  const steps = image === undefined ? [] : allStepsOf(image, file);
  const check = steps.findLast(({ keyword }) => keyword === 'HEALTHCHECK')?.text ?? '';
  const [, ...args] = JSON.parse(check.replace(/^CMD /, '')) as string[];
  return args.map((arg) => arg.replace(/:80\d\d\//, `:${port}/`));
}

async function exitCodeOf(args: readonly string[], port: number): Promise<unknown> {
  const child = spawn(process.execPath, args, { env: { HEALTH_PORT: String(port) }, stdio: 'ignore' });
  return (await once(child, 'exit'))[0];
}

describe.each([
  ['worker', '/livez'],
  ['dataverse-simulator', '/api/data/v9.2/WhoAmI'],
  ['spotler-simulator', '/_simulator/faults'],
])('the health check of %s', (name, path) => {
  it('passes on a 200 only', async () => {
    let status = 200;
    const asked: unknown[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(status).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await exitCodeOf(probe(name, port), port)).toBe(0);
    status = 503;
    expect(await exitCodeOf(probe(name, port), port)).toBe(1);
    server.close();
    await once(server, 'close');
    expect(await exitCodeOf(probe(name, port), port)).toBe(1);
    expect(asked).toEqual([path, path]);
  });
});
