import type { ActionParts } from './action-parts.ts';
import { register } from './dataverse/register/register.ts';
import type { RegisterOptions } from './dataverse/register/register-command.ts';
import { registrationAsConfigured } from './dataverse/registration-as-configured.ts';
import { showStatus } from './dataverse/status/show-status.ts';
import { unregister } from './dataverse/unregister/unregister.ts';
import type { UnregisterOptions } from './dataverse/unregister/unregister-command.ts';
import { withRights } from './dataverse/with-rights.ts';
import { readAllNextTime } from './sweep/read-all-next-time.ts';
import type { Action, CommonOptions } from './terminal/command-options.ts';
import { confirmOn } from './terminal/confirm.ts';

/** Actions of the commands about the registration in Dataverse. */
export interface RegistrationActions {
  readonly register: Action<RegisterOptions>;
  readonly status: Action<CommonOptions>;
  readonly unregister: Action<UnregisterOptions>;
}

/** The commands about the registration, each in the configured environment. */
export function registrationActions({
  terminal,
  clock,
  configured,
  ending,
}: ActionParts): RegistrationActions {
  const registering = ({ applicationUser }: { applicationUser?: string | undefined } = {}) => ({
    terminal,
    confirm: confirmOn(process.stdin, process.stderr),
    registration: registrationAsConfigured(configured, applicationUser),
    onChange: () => readAllNextTime(configured, { terminal, clock }),
  });
  return {
    register: ending((options) => withRights(terminal, () => register(options, registering(options)))),
    status: ending((options) => withRights(terminal, () => showStatus(options, registering()))),
    unregister: ending((options) => withRights(terminal, () => unregister(options, registering()))),
  };
}
