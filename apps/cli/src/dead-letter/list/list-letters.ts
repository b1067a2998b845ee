import type { Clock } from '@spotler-connector/clock';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { deadLetterOf } from '../letters/dead-letter.ts';
import { createLetterGroups } from '../letters/group-letters.ts';
import { groupLines } from '../letters/group-lines.ts';
import type { LetterBox } from '../letters/letter-box.ts';
import { matches } from '../letters/letter-filter.ts';
import { peekLetters } from '../letters/peek-letters.ts';
import type { ListOptions } from './list-command.ts';

/** What listing needs. */
export interface ListPorts {
  readonly terminal: Terminal;
  readonly box: Pick<LetterBox, 'name' | 'letters'>;
  readonly clock: Clock;
}

/** How many messages are looked at between two looks at the screen. */
const STEP = 1_000;

/** `dead-letter list`: counts and groups, in memory that does not grow with the number of letters. */
export async function listLetters(
  { filter, by, json, peekRate }: ListOptions,
  { terminal, box, clock }: ListPorts,
): Promise<ExitCode> {
  const groups = createLetterGroups(by);
  let looked = 0;
  for await (const message of peekLetters(box.letters, { rate: peekRate, clock })) {
    looked += 1;
    if (looked % STEP === 0) terminal.status(`looked at ${looked}`);
    const letter = deadLetterOf(message);
    if (matches(filter, letter)) groups.add(letter);
  }
  terminal.status('');
  const list = groups.list();
  if (json) {
    const shown = list.map(({ key, count, oldest, newest }) => ({
      ...key,
      count,
      oldest: oldest === undefined ? null : new Date(oldest).toISOString(),
      newest: newest === undefined ? null : new Date(newest).toISOString(),
    }));
    terminal.print(JSON.stringify({ queue: box.name, count: groups.count, of: looked, groups: shown }));
    return EXIT.done;
  }
  const of = groups.count === looked ? '' : ` of ${looked}`;
  terminal.print(`${box.name}: ${groups.count}${of} dead letters`);
  if (groups.count > 0) {
    for (const line of groupLines(list, by, terminal, clock.now())) terminal.print(line);
  }
  return EXIT.done;
}
