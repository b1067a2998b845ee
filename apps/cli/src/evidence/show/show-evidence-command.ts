import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { Command } from 'commander';
import { toRecordRef } from '../../arguments/record-argument.ts';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { SHOW_EVIDENCE_EXAMPLES } from './show-evidence-examples.ts';

/** Options of `evidence show`. */
export interface ShowEvidenceOptions extends CommonOptions {
  readonly ref: RecordRef;
}

/** The command line of `evidence show`. */
export function showEvidenceCommand(act: Action<ShowEvidenceOptions>): Command {
  const command = new Command('show')
    .summary('what was done to the contact of a record, when, why and for whom')
    .description(
      'Tells what evidence there is of a record: each erasure and opt-out, with its rule, the change that led ' +
        'to it, the answers of both systems, and the place in its chain. No name and no address is in it.',
    )
    .argument('<table>', 'contact, lead or account')
    .argument('<id>', "the record's GUID")
    .action(async (table: string, id: string, { json }: CommonOptions) => {
      await act({ ref: toRecordRef(table, id), json });
    });
  return withCommonOptions(command, SHOW_EVIDENCE_EXAMPLES);
}
