import { describe, expect, it } from '@jest/globals';
import { program } from '../program.ts';
import { wordsOf } from '../testing/words-of.ts';
import { deadLetterCommand } from './dead-letter-command.ts';
import { listCommand } from './list/list-command.ts';
import { LIST_EXAMPLES } from './list/list-examples.ts';
import { replayCommand } from './replay/replay-command.ts';
import { REPLAY_EXAMPLES } from './replay/replay-examples.ts';
import { showCommand } from './show/show-command.ts';
import { SHOW_EXAMPLES } from './show/show-examples.ts';

async function optionsOf(line: string): Promise<unknown> {
  let given: unknown;
  const act = async (options: unknown) => {
    given = options;
  };
  const commands = [listCommand(act), showCommand(act), replayCommand(act)];
  for (const command of commands) command.configureOutput({ writeErr: () => {} });
  await program([deadLetterCommand(commands)]).parseAsync(wordsOf(line), { from: 'user' });
  return given;
}

describe('the command lines of dead-letter', () => {
  it.each([...LIST_EXAMPLES, ...SHOW_EXAMPLES, ...REPLAY_EXAMPLES].map(({ line }) => [line]))(
    'understand the example %s',
    async (line) => {
      expect(await optionsOf(line)).toBeDefined();
    },
  );

  it('choose by filters', async () => {
    expect(
      await optionsOf('dead-letter list --table lead --reason NotErased --by table,replays'),
    ).toMatchObject({
      filter: { table: 'lead', reason: 'NotErased' },
      by: ['table', 'replays'],
      peekRate: 500,
    });
  });

  it('replay with care unless told otherwise', async () => {
    expect(await optionsOf('dead-letter replay --all')).toMatchObject({
      choice: { kind: 'filter', filter: {} },
      yes: false,
      dryRun: false,
      rate: 50,
      ramp: false,
      maxReplays: 3,
      throughTopic: false,
    });
  });

  it.each([
    ['dead-letter replay', 'Say which: with filters, --all, or --plan.'],
    ['dead-letter replay --all --reason a', '--all goes with no filter.'],
    ['dead-letter replay --plan a --all', '--plan goes with no filter'],
    ['dead-letter replay --all --max-replays 0', 'from 1 to 9999'],
    ['dead-letter replay --all --rate fast', 'A rate is a number'],
    ['dead-letter list --by colour', 'Choose from reason'],
    ['dead-letter list --since yesterday', 'A moment is'],
    ['dead-letter list --table person', 'Allowed choices are'],
    ['dead-letter list --record 12', 'must be a GUID'],
    ['dead-letter show one', 'A sequence number is a whole number'],
  ])('refuse %s', async (line, sentence) => {
    await expect(optionsOf(line)).rejects.toThrow(sentence);
  });
});
