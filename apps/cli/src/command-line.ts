import type { Clock } from '@spotler-connector/clock';
import type { Command } from 'commander';
import type { BrakeActions } from './brake/brake-actions.ts';
import { brakeCommand } from './brake/brake-command.ts';
import { rejectCommand } from './brake/reject/reject-command.ts';
import { releaseCommand } from './brake/release/release-command.ts';
import { brakeStatusCommand } from './brake/status/brake-status-command.ts';
import { completionCommand } from './completion/completion-command.ts';
import type { Shell } from './completion/completion-script.ts';
import { dataverseCommand } from './dataverse/dataverse-command.ts';
import { type RegisterOptions, registerCommand } from './dataverse/register/register-command.ts';
import { statusCommand } from './dataverse/status/status-command.ts';
import { type UnregisterOptions, unregisterCommand } from './dataverse/unregister/unregister-command.ts';
import { deadLetterCommand } from './dead-letter/dead-letter-command.ts';
import { type ExportOptions, exportCommand } from './dead-letter/export/export-command.ts';
import { type ImportOptions, importCommand } from './dead-letter/import/import-command.ts';
import { type ListOptions, listCommand } from './dead-letter/list/list-command.ts';
import { type PurgeOptions, purgeCommand } from './dead-letter/purge/purge-command.ts';
import { replayCommand } from './dead-letter/replay/replay-command.ts';
import type { ReplayOptions } from './dead-letter/replay/replay-options.ts';
import { type ShowOptions, showCommand } from './dead-letter/show/show-command.ts';
import { type WatchOptions, watchCommand } from './dead-letter/watch/watch-command.ts';
import { doctorCommand } from './doctor/doctor-command.ts';
import { checkpointCommand } from './evidence/checkpoint/checkpoint-command.ts';
import type { EvidenceActions } from './evidence/evidence-actions.ts';
import { evidenceCommand } from './evidence/evidence-command.ts';
import { showEvidenceCommand } from './evidence/show/show-evidence-command.ts';
import { verifyCommand } from './evidence/verify/verify-command.ts';
import { explainCommand } from './explain/explain-command.ts';
import type { ExplainOptions } from './explain/explain-options.ts';
import { program } from './program.ts';
import { reportCommand } from './report/report-command.ts';
import { type SweepOptions, sweepCommand } from './sweep/sweep-command.ts';
import type { Action, CommonOptions } from './terminal/command-options.ts';

/** Actions of the commands. */
export interface Actions extends BrakeActions, EvidenceActions {
  readonly explain: Action<ExplainOptions>;
  readonly list: Action<ListOptions>;
  readonly show: Action<ShowOptions>;
  readonly replay: Action<ReplayOptions>;
  readonly purge: Action<PurgeOptions>;
  readonly export: Action<ExportOptions>;
  readonly import: Action<ImportOptions>;
  readonly watch: Action<WatchOptions>;
  readonly register: Action<RegisterOptions>;
  readonly status: Action<CommonOptions>;
  readonly unregister: Action<UnregisterOptions>;
  readonly sweep: Action<SweepOptions>;
  readonly doctor: Action<CommonOptions>;
  readonly completion: Action<Shell>;
}

/** Parts of a command line beside its actions. */
export interface CommandLineParts {
  /** Counts durations back from now. */
  readonly clock: Pick<Clock, 'now'>;
  /** Writes the version. */
  readonly showVersion: () => void;
}

/** The whole command line. */
export function commandLine(actions: Actions, { clock, showVersion }: CommandLineParts): Command {
  const deadLetters = deadLetterCommand([
    listCommand(actions.list, clock),
    showCommand(actions.show),
    replayCommand(actions.replay, clock),
    purgeCommand(actions.purge, clock),
    exportCommand(actions.export, clock),
    importCommand(actions.import),
    watchCommand(actions.watch, clock),
  ]);
  const brake = brakeCommand([
    brakeStatusCommand(actions.brakeStatus),
    releaseCommand(actions.release),
    rejectCommand(actions.reject),
  ]);
  const registration = dataverseCommand([
    registerCommand(actions.register),
    statusCommand(actions.status),
    unregisterCommand(actions.unregister),
  ]);
  const evidence = evidenceCommand([
    showEvidenceCommand(actions.showEvidence),
    verifyCommand(actions.verify),
    checkpointCommand(actions.checkpoint),
  ]);
  return program(
    [
      explainCommand(actions.explain),
      deadLetters,
      brake,
      registration,
      sweepCommand(actions.sweep),
      evidence,
      reportCommand(actions.report),
      doctorCommand(actions.doctor),
      completionCommand(actions.completion),
    ],
    showVersion,
  );
}
