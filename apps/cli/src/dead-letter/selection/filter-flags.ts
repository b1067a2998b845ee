import { TABLES, type Table } from '@spotler-connector/anonymization-policy/vocabulary';
import type { Clock } from '@spotler-connector/clock';
import { type Command, Option } from 'commander';
import { toRate } from '../../arguments/number-argument.ts';
import { toRecordId } from '../../arguments/record-argument.ts';
import { toSequenceNumbers } from '../../arguments/sequence-number-argument.ts';
import { toTimestamp } from '../../arguments/timestamp-argument.ts';
import { usageError } from '../../failure/operator-error.ts';
import type { DeadLetterFilter } from './dead-letter-filter.ts';

/** The flags that choose dead letters, as commander hands them over. */
export interface FilterFlags {
  readonly letter?: readonly string[] | undefined;
  readonly reason?: string | undefined;
  readonly table?: Table | 'unknown' | undefined;
  readonly record?: string | undefined;
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly peekRate: number;
}

/** Adds the flags that choose dead letters. `--since 2h` counts from the clock's time. */
export function withFilterFlags(command: Command, clock: Pick<Clock, 'now'>): Command {
  function timestamp(text: string): number {
    return toTimestamp(text, clock.now());
  }
  return command
    .option('--letter <numbers>', 'only those with these numbers, with commas between', toSequenceNumbers)
    .option('--reason <word>', 'only with this dead-letter reason, such as SpotlerRejected')
    .addOption(new Option('--table <table>', 'only about this table').choices([...TABLES, 'unknown']))
    .option('--record <id>', 'only about the record with this GUID', toRecordId)
    .option('--since <timestamp>', 'only enqueued since: 2h (ago), 2026-01-31, 2026-01-31T12:00Z', timestamp)
    .option('--until <timestamp>', 'only enqueued before', timestamp)
    .option(
      '--peek-rate <number>',
      'look at this many messages a second at most; 0 for no limit',
      toRate,
      500,
    );
}

/** The filter that the flags describe. @throws {OperatorError} for a time that ends before it begins. */
export function filterOf({ letter, reason, table, record, since, until }: FilterFlags): DeadLetterFilter {
  if (since !== undefined && until !== undefined && until <= since) {
    throw usageError('--until is not after --since: no message was enqueued in between.');
  }
  return { sequenceNumbers: letter, reason, table, record, since, until };
}
