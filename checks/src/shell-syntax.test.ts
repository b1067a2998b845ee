import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { find, read } from './workspace.ts';

/**
 * Blocks of commands, those that need Azure or Docker included: nobody runs them here, but a shell can read
 * them.
 */
const blocks = ['README.md', 'CONTRIBUTING.md', ...find('docs/**/*.md')].flatMap((page) =>
  [...read(page).matchAll(/^ *```sh([^\n]*)\n(.*?)^ *```$/gms)].map(([, marks = '', script = '']) => ({
    page,
    marks,
    script,
  })),
);

/** The shell's complaints about a script, which it reads and does not run. */
function syntaxErrorIn(script: string): string {
  return spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' }).stderr;
}

describe('blocks of commands', () => {
  it('are all scripts that a shell can read', () => {
    expect(blocks.filter(({ marks }) => marks.includes('needs-azure')).length).toBeGreaterThan(5);
    expect(blocks.filter(({ script }) => syntaxErrorIn(script) !== '')).toEqual([]);
  });

  it('would be caught with a quote left open, or a loop', () => {
    expect(syntaxErrorIn("az group create --name 'x")).not.toBe('');
    expect(syntaxErrorIn('for key in a b; do echo')).not.toBe('');
  });
});
