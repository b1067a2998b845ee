import { TABLES, type Table } from '@spotler-connector/anonymization-policy';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { usageError } from '../../failure/operator-error.ts';
import { toRecordId } from '../../terminal/record-argument.ts';
import type { LetterFilter } from './letter-filter.ts';
import { toMoment } from './moment.ts';

/** The flags that choose dead letters, as commander hands them over. */
export interface FilterFlags {
  reason?: string;
  table?: Table | 'unknown';
  record?: string;
  since?: number;
  until?: number;
  peekRate: number;
}

/** Adds the flags that choose dead letters. `now` is what `--since 2h` counts from. */
export function withFilterFlags(command: Command, now: () => number = Date.now): Command {
  const moment = (text: string) => toMoment(text, now());
  return command
    .option('--reason <word>', 'only with this dead-letter reason, such as SpotlerRejected')
    .addOption(new Option('--table <table>', 'only about this table').choices([...TABLES, 'unknown']))
    .option('--record <id>', 'only about the record with this GUID', toRecordId)
    .option('--since <moment>', 'only enqueued since: 2h (ago), 2026-01-31, 2026-01-31T12:00Z', moment)
    .option('--until <moment>', 'only enqueued before', moment)
    .option(
      '--peek-rate <number>',
      'look at this many messages a second at most; 0 for no limit',
      toRate,
      500,
    );
}

/** The filter that the flags describe. @throws {OperatorError} for a time that ends before it begins. */
export function filterOf({ reason, table, record, since, until }: FilterFlags): LetterFilter {
  if (since !== undefined && until !== undefined && until <= since) {
    throw usageError('--until is not after --since: no message was enqueued in between.');
  }
  return {
    ...(reason !== undefined && { reason }),
    ...(table !== undefined && { table }),
    ...(record !== undefined && { record }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}

/** Reads a number of messages per second. @throws {InvalidArgumentError} */
export function toRate(text: string): number {
  const rate = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && rate <= 100_000) return rate;
  throw new InvalidArgumentError('A rate is a number from 0 to 100000.');
}
