import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the build of an image leaves the commit, since it has neither history nor git. */
const COMMIT_FILE = '.commit';

/**
 * Short name of the commit that is checked out in a folder, or that a file `.commit` in it names; empty where
 * nobody knows.
 */
export function commitOf(folder: string): string {
  const { stdout, status } = spawnSync('git', ['rev-parse', '--short=12', 'HEAD'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status === 0) return stdout.trim();
  const file = join(folder, COMMIT_FILE);
  const written = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  return /^[0-9a-f]{12,40}$/.test(written) ? written.slice(0, 12) : '';
}
