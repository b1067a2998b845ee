import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { Argument, Command, Option } from 'commander';
import { completionScript, type Shell } from './completion-script.ts';

const KNOWN = { '--reason': ['NotErased', 'JobFailed'] };

function aDoctor(): Command {
  return new Command('doctor').addArgument(new Argument('[of]').choices(['body', 'soul']));
}

function aCommandLine(): Command {
  const list = new Command('list').summary('count them').option('--by <names>').option('--json');
  list.addOption(new Option('--table <table>').choices(['contact', 'lead']));
  const group = new Command('dead-letter')
    .addCommand(list)
    .addCommand(new Command('show').summary("one's body"));
  return new Command('spotler-connector').addCommand(group).addCommand(aDoctor());
}

/** Returns the words that bash offers after these, the last of which is being written. */
function offered(...words: string[]): string[] {
  const line = ['spotler-connector', ...words].map((word) => `'${word}'`).join(' ');
  const script = `${completionScript(aCommandLine(), 'bash', KNOWN)}
COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _spotler_connector; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

describe('completionScript', () => {
  it.each([
    [[''], ['dead-letter', 'doctor', '--help']],
    [['do'], ['doctor']],
    [
      ['doctor', ''],
      ['body', 'soul', '--help'],
    ],
    [
      ['dead-letter', ''],
      ['list', 'show', '--help'],
    ],
    [
      ['dead-letter', 'list', '--'],
      ['--by', '--json', '--table', '--help'],
    ],
    [['dead-letter', 'list', '--json', '--b'], ['--by']],
    [
      ['dead-letter', 'list', '--table', ''],
      ['contact', 'lead'],
    ],
    [['dead-letter', 'list', '--reason', 'N'], ['NotErased']],
    [['dead-letter', 'list', '--by', 'reason', '--j'], ['--json']],
  ])('lets bash offer, after %j, %j', (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  it('lets fish offer the values of an option', () => {
    const line = "-l table -x -a 'contact lead' -d";
    expect(completionScript(aCommandLine(), 'fish')).toContain(line);
  });

  it('sets nothing in zsh that has a meaning there', () => {
    const script = completionScript(aCommandLine(), 'zsh');
    expect(script).toContain(" offers=''");
    expect(script).not.toMatch(/\b(path|words|status|argv|prefix|suffix)=/i);
  });

  it.each<[Shell, string]>([
    ['zsh', 'autoload -U +X compinit bashcompinit'],
    [
      'fish',
      "complete -c spotler-connector -n '__fish_seen_subcommand_from dead-letter; and not __fish_seen_subcommand_from list show' -f -a show -d 'one’s body'",
    ],
  ])('is written for %s too', (shell, line) => {
    expect(completionScript(aCommandLine(), shell)).toContain(line);
  });
});
