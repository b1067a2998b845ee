import { Command } from 'commander';
import { toRecordRef } from '../arguments/record-argument.ts';
import { usageError } from '../failure/operator-error.ts';
import { type Action, withCommonOptions } from '../terminal/command-options.ts';
import { EXPLAIN_EXAMPLES } from './explain-examples.ts';
import type { ExplainOptions } from './explain-options.ts';

interface Flags {
  readonly file?: string | undefined;
  readonly apply: boolean;
  readonly json: boolean;
}

/** The command line of `explain`. */
export function explainCommand(act: Action<ExplainOptions>): Command {
  const command = new Command('explain')
    .summary('why Spotler has a record or has not, and what a reconcile would do')
    .description(
      'Says what the policy makes of a record, rule by rule, what Spotler has now, and what a reconcile would ' +
        'do. Changes nothing, unless told to with --apply. No name and no address is shown.',
    )
    .argument('[table]', 'contact, lead or account')
    .argument('[id]', "the record's GUID")
    .option('--file <path>', 'explain a snapshot from this JSON file; needs no connection')
    .option('--apply', 'do what the policy says', false)
    .action(async (table: string | undefined, id: string | undefined, flags: Flags) => {
      await act(optionsOf(table, id, flags));
    });
  return withCommonOptions(command, EXPLAIN_EXAMPLES);
}

function optionsOf(table: string | undefined, id: string | undefined, flags: Flags): ExplainOptions {
  const { file, apply, json } = flags;
  if (file !== undefined) {
    if (table !== undefined || apply) throw usageError('--file goes with no record and not with --apply.');
    return { kind: 'file', path: file, json };
  }
  if (table === undefined || id === undefined) {
    throw usageError('Name a record by its table and id, or a snapshot with --file.');
  }
  return { kind: 'record', ref: toRecordRef(table, id), apply, json };
}
