import { spawnSync } from 'node:child_process';

/** Short name of the commit that is checked out in a folder; empty where there is no repository or no git. */
export function commitOf(folder: string): string {
  const { stdout, status } = spawnSync('git', ['rev-parse', '--short=12', 'HEAD'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : '';
}
