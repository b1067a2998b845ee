import type { Action, CommonOptions } from '../terminal/command-options.ts';
import type { RejectOptions } from './reject/reject-command.ts';
import type { ReleaseOptions } from './release/release-command.ts';

/** Actions of the commands about the brake. */
export interface BrakeActions {
  readonly brakeStatus: Action<CommonOptions>;
  readonly release: Action<ReleaseOptions>;
  readonly reject: Action<RejectOptions>;
}
