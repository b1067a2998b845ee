import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ParsedDockerfile, Stage } from './dockerfile-stages.ts';

/** Where stages of a Dockerfile are built without Docker. */
export interface BuildPlace {
  /** The context of the build. */
  context: string;
  /** A folder for each stage, made as it is needed. */
  folder: string;
  /** The environment of RUN. */
  environment: Readonly<Record<string, string>>;
}

/**
 * Builds stages in folders instead of containers: COPY copies and RUN runs, both in the folder that stands
 * for the stage's working directory. It shows that the steps fit together and that nothing is left out of the
 * build. It does not show that the base image has what they need, for RUN runs on this machine.
 */
export function buildStages(file: ParsedDockerfile, names: readonly string[], place: BuildPlace): void {
  for (const name of names) {
    const stage = file.stages.find((found) => found.name === name);
    if (stage === undefined) throw new Error(`There is no stage ${name}`);
    buildStage(stage, place);
  }
}

function buildStage(stage: Stage, { context, folder, environment }: BuildPlace): void {
  const cwd = join(folder, stage.name);
  mkdirSync(cwd, { recursive: true });
  for (const { keyword, flags, words, text } of stage.steps) {
    if (keyword === 'COPY') {
      const from = flags['from'] === undefined ? context : join(folder, flags['from']);
      const target = join(cwd, words.at(-1) ?? '');
      for (const path of words.slice(0, -1)) {
        const source = join(from, path.replace(/^\/repository\//, ''));
        cpSync(source, isFolder(path) ? target : join(target, path), {
          recursive: true,
          verbatimSymlinks: true,
        });
      }
    }
    if (keyword !== 'RUN') continue;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', text], {
      cwd,
      env: environment,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${stage.name}: ${text} ended with ${status}:\n${stdout}${stderr}`);
  }
}

function isFolder(path: string): boolean {
  return path === '.' || path.endsWith('/');
}
