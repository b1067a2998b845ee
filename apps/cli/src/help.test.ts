import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { understoodBy } from './testing/understood.ts';

const COLUMNS = 80;

/** The help of every command, as a terminal of 80 columns shows it. */
function helpOf(command: Command, path: readonly string[] = []): [path: string, help: string][] {
  let help = '';
  command.configureOutput({
    getOutHelpWidth: () => COLUMNS,
    writeOut: (text) => {
      help += text;
    },
  });
  command.outputHelp();
  const name = [...path, command.name()];
  return [[name.join(' '), help], ...command.commands.flatMap((child) => helpOf(child, name))];
}

const HELP = helpOf(understoodBy(() => {}));

describe('the help', () => {
  it('is there for every command', () => {
    expect(HELP.length).toBeGreaterThanOrEqual(16);
  });

  it.each(HELP)('of %s fits into 80 columns', (_, help) => {
    expect(help.split('\n').filter((line) => line.length > COLUMNS)).toEqual([]);
  });

  it.each(HELP)('of %s gives defaults as one would type them', (_, help) => {
    const defaults = [...help.replace(/\s+/g, ' ').matchAll(/\(default: ([^)]*)\)/g)].map(
      ([, value]) => value,
    );
    expect(defaults.filter((value) => value === undefined || /^false$|\d{5,}|[[\]{]/.test(value))).toEqual(
      [],
    );
  });

  it.each(HELP)('of %s reads as it did', (_, help) => {
    expect(help).toMatchSnapshot();
  });
});
