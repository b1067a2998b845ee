import {
  DataverseError,
  type FailedJobs,
  isDrift,
  type PlanItem,
  type Registrar,
} from '@spotler-connector/dataverse';
import { failureMessage } from '../failure/failure-message.ts';
import { type Finding, failed, ok, warning } from './finding.ts';

const AREA = 'Dataverse';
const REGISTER = 'Run `spotler-connector dataverse register`.';

/** Whether Dataverse sends us what it should, and whether all of it has reached the queue. */
export async function checkRegistration(
  registrar: Pick<Registrar, 'planMessaging' | 'failedJobs'>,
): Promise<Finding[]> {
  try {
    const registered = registration(await registrar.planMessaging());
    return [...registered, systemJobs(await registrar.failedJobs())];
  } catch (error) {
    if (!(error instanceof DataverseError)) throw error;
    return [unreadable(error)];
  }
}

function registration(plan: readonly PlanItem[]): Finding[] {
  const drift = plan.filter(isDrift);
  if (drift.length > 1 && plan.every(({ state }) => state === 'create' || state === 'not-offered')) {
    return [failed(AREA, 'Nothing is registered, so Dataverse tells nobody of changes.', REGISTER)];
  }
  const images = plan.filter(({ kind, state }) => kind === 'image' && state === 'foreign');
  const steps = plan.filter(({ kind, state }) => kind === 'step' && state === 'right').length;
  return [
    ...drift.map(differs),
    ...images.map(({ name, says }) =>
      warning(AREA, `The image ${name}: ${says.join('; ')}.`, 'Delete it in the Plug-in Registration Tool.'),
    ),
    ...(drift.length === 0
      ? [ok(AREA, `The service endpoint and its steps (${steps}) are registered as they should be.`)]
      : []),
  ];
}

function differs({ kind, name, state, says }: PlanItem): Finding {
  const what = kind === 'endpoint' ? 'service endpoint' : kind;
  if (state === 'create') return failed(AREA, `The ${what} "${name}" is not registered.`, REGISTER);
  const remedy = state === 'stuck' ? 'Mend it by hand; docs/dataverse.md says how.' : REGISTER;
  return failed(AREA, `The ${what} "${name}": ${says.join('; ')}.`, remedy);
}

/** Each failed job is a change that nobody was told of, perhaps one after which a person must be erased. */
function systemJobs({ count, since, steps }: FailedJobs): Finding {
  if (count === 0) return ok(AREA, 'No system job of our steps has failed.');
  return failed(
    AREA,
    `${count} system ${count === 1 ? 'job of our steps has' : 'jobs of our steps have'} failed since ${since ?? 'an unknown time'} (${steps.join(', ')}): what they were to tell never reached the queue.`,
    'See why in Dataverse under System Jobs, apply the records that they are about with `spotler-connector explain … --apply`, then delete those jobs.',
  );
}

/** The worker can do its work without seeing how it is told of changes. */
function unreadable(error: DataverseError): Finding {
  if (error.kind !== 'authentication') return failed(AREA, failureMessage(error), 'Run doctor again.', error);
  return warning(
    AREA,
    'This identity may not read what is registered, so it was not looked at.',
    'Give it the role Spotler Connector, or run `spotler-connector dataverse status` as an administrator.',
    error,
  );
}
