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
import { registerCommand } from './dataverse/register/register-command.ts';
import { statusCommand } from './dataverse/status/status-command.ts';
import { unregisterCommand } from './dataverse/unregister/unregister-command.ts';
import type { DeadLetterActions } from './dead-letter/dead-letter-actions.ts';
import { deadLetterCommand } from './dead-letter/dead-letter-command.ts';
import { exportCommand } from './dead-letter/export/export-command.ts';
import { importCommand } from './dead-letter/import/import-command.ts';
import { listCommand } from './dead-letter/list/list-command.ts';
import { purgeCommand } from './dead-letter/purge/purge-command.ts';
import { replayCommand } from './dead-letter/replay/replay-command.ts';
import { showCommand } from './dead-letter/show/show-command.ts';
import { watchCommand } from './dead-letter/watch/watch-command.ts';
import { doctorCommand } from './doctor/doctor-command.ts';
import { checkpointCommand } from './evidence/checkpoint/checkpoint-command.ts';
import type { EvidenceActions } from './evidence/evidence-actions.ts';
import { evidenceCommand } from './evidence/evidence-command.ts';
import { showEvidenceCommand } from './evidence/show/show-evidence-command.ts';
import { verifyCommand } from './evidence/verify/verify-command.ts';
import { explainCommand } from './explain/explain-command.ts';
import type { ExplainOptions } from './explain/explain-options.ts';
import { program } from './program.ts';
import type { RegistrationActions } from './registration-actions.ts';
import { reportCommand } from './report/report-command.ts';
import { type SweepOptions, sweepCommand } from './sweep/sweep-command.ts';
import type { Action, CommonOptions } from './terminal/command-options.ts';

/** Actions of the commands. */
export interface Actions extends DeadLetterActions, BrakeActions, RegistrationActions, EvidenceActions {
  readonly explain: Action<ExplainOptions>;
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
