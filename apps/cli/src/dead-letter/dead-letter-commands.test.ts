import { describe, expect, it } from '@jest/globals';
import { understood } from '../testing/understood.ts';

async function optionsOf(line: string): Promise<unknown> {
  return (await understood(line))?.options;
}

describe('the command lines of dead-letter', () => {
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

  it('choose by number, and list and wait as told', async () => {
    expect(await optionsOf('dead-letter purge --letter 19,020')).toMatchObject({
      filter: { sequenceNumbers: ['19', '20'] },
    });
    expect(await optionsOf('dead-letter list --each --sort newest')).toMatchObject({
      each: { sort: 'newest', page: 1, limit: 50 },
    });
    expect(await optionsOf('dead-letter replay --all --wait')).toMatchObject({ waitMs: 600_000 });
    expect(await optionsOf('dead-letter replay --all --wait 5s')).toMatchObject({ waitMs: 5_000 });
  });

  it.each([
    ['dead-letter replay --letter 1,two', 'A sequence number is'],
    ['dead-letter replay', 'Say which: with filters, --all, or --plan.'],
    ['dead-letter replay --all --reason a', '--all goes with no filter.'],
    ['dead-letter replay --plan a --all', '--plan goes with no filter'],
    ['dead-letter replay --all --max-replays 0', 'from 1 to 9999'],
    ['dead-letter replay --all --rate fast', 'A rate is a number'],
    ['dead-letter list --by colour', 'Choose from reason'],
    ['dead-letter list --since yesterday', 'A timestamp is'],
    ['dead-letter list --table person', 'Allowed choices are'],
    ['dead-letter list --record 12', 'must be a GUID'],
    ['dead-letter watch --every 0s', 'This duration is from 1s to 1d.'],
    ['dead-letter show one', 'A sequence number is a whole number'],
    ['dead-letter show 9223372036854775808', 'up to 9223372036854775807'],
  ])('refuse %s', async (line, message) => {
    await expect(optionsOf(line)).rejects.toThrow(message);
  });
});
