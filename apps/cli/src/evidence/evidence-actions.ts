import { entriesOfRecord, makeCheckpoint, reportMonth, verifyEvidence } from '@spotler-connector/ledger';
import type { ObjectStore } from '@spotler-connector/object-store';
import type { ActionParts } from '../action-parts.ts';
import { createFile } from '../create-file.ts';
import type { ExitCode } from '../failure/exit-code.ts';
import { readText } from '../read-text.ts';
import { printReport } from '../report/print-report.ts';
import type { ReportMonthOptions } from '../report/report-command.ts';
import type { Action } from '../terminal/command-options.ts';
import type { CheckpointOptions } from './checkpoint/checkpoint-command.ts';
import { makeCheckpointAsTold } from './checkpoint/make-checkpoint.ts';
import { openEvidence } from './open-evidence.ts';
import { showEvidence } from './show/show-evidence.ts';
import type { ShowEvidenceOptions } from './show/show-evidence-command.ts';
import { verifyAsTold } from './verify/verify-as-told.ts';
import type { VerifyEvidenceOptions } from './verify/verify-command.ts';

/** Actions of the commands about evidence. */
export interface EvidenceActions {
  readonly showEvidence: Action<ShowEvidenceOptions>;
  readonly verify: Action<VerifyEvidenceOptions>;
  readonly checkpoint: Action<CheckpointOptions>;
  readonly report: Action<ReportMonthOptions>;
}

/** Dependencies of the commands about evidence. */
type EvidenceParts = Pick<ActionParts, 'terminal' | 'configured' | 'clock' | 'ending'>;

/** The commands about evidence, each on the configured store. */
export function evidenceActions({ terminal, configured, clock, ending }: EvidenceParts): EvidenceActions {
  function onEvidence<Options>(
    act: (options: Options, store: ObjectStore) => Promise<ExitCode>,
  ): Action<Options> {
    return ending(async (options: Options) => act(options, (await openEvidence(configured, clock)).evidence));
  }

  return {
    showEvidence: onEvidence((options, store) =>
      showEvidence(options, { terminal, entriesOf: (ref) => entriesOfRecord(store, ref) }),
    ),
    verify: onEvidence((options, store) =>
      verifyAsTold(options, { terminal, readText, verify: (how) => verifyEvidence(store, how) }),
    ),
    checkpoint: onEvidence((options, store) =>
      makeCheckpointAsTold(options, { terminal, createFile, make: () => makeCheckpoint(store, clock.now()) }),
    ),
    report: onEvidence((options, store) =>
      printReport(options, {
        terminal,
        createFile,
        reportMonth: (month, how) => reportMonth(store, month, how),
      }),
    ),
  };
}
