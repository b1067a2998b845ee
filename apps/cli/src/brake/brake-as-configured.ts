import { connectRecords, connectSpotler, policyAsConfigured } from '@spotler-connector/adapters';
import type { ActionParts, ChangingPorts } from '../action-parts.ts';
import type { Configured } from '../configured.ts';
import { agreeAboutIds } from '../dataverse/agree-about-ids.ts';
import { agreeAboutPolicy } from '../dataverse/agree-about-policy.ts';
import { recordSourceAsConfigured } from '../dataverse/record-source-as-configured.ts';
import { arrangeLooks } from '../dead-letter/queue/arrange-looks.ts';
import { withDeadLetterQueue } from '../dead-letter/with-dead-letter-queue.ts';
import type { ExitCode } from '../failure/exit-code.ts';
import { usageError } from '../failure/operator-error.ts';
import type { CommonOptions } from '../terminal/command-options.ts';
import type { BrakeActions } from './brake-actions.ts';
import { openBrake } from './open-brake.ts';
import type { RejectOptions } from './reject/reject-command.ts';
import { rejectHeld } from './reject/reject-held.ts';
import type { ReleaseOptions } from './release/release-command.ts';
import { releaseHeld } from './release/release-held.ts';
import { showBrake } from './status/show-brake.ts';
import { whoDecides } from './who-decides.ts';

/** One run asks about the columns every few minutes, as the worker does. */
const COLUMN_AGE_MS = 300_000;

/** Actions of the brake's commands. */
export function brakeActions({ changing, configured, ending }: ActionParts): BrakeActions {
  return {
    brakeStatus: ending((options) => showBrakeAsConfigured(options, configured, changing())),
    release: ending((options) => releaseAsConfigured(options, configured, changing())),
    reject: ending((options) => rejectAsConfigured(options, configured, changing())),
  };
}

/** `brake status`, connected as configured. */
async function showBrakeAsConfigured(
  options: CommonOptions,
  configured: Configured,
  ports: Pick<ChangingPorts, 'terminal' | 'clock'>,
): Promise<ExitCode> {
  return showBrake(options, { ...ports, brake: await openBrake(configured, ports.clock) });
}

/** `brake release`, connected as configured. */
async function releaseAsConfigured(
  options: ReleaseOptions,
  configured: Configured,
  ports: ChangingPorts,
): Promise<ExitCode> {
  configured.check('serviceBus', 'dataverse', 'choices', 'state');
  const brake = await openBrake(configured, ports.clock);
  const who = () => whoDecides(configured.section('dataverse'));
  try {
    return await withDeadLetterQueue(configured, (queue) =>
      releaseHeld(options, { ...ports, queue, brake, who }),
    );
  } finally {
    await brake.evidence.end();
  }
}

/** `brake reject`, connected as configured. */
async function rejectAsConfigured(
  options: RejectOptions,
  configured: Configured,
  ports: ChangingPorts,
): Promise<ExitCode> {
  configured.check('serviceBus', 'dataverse', 'spotler', 'choices', 'state');
  const { clock, signal } = ports;
  const brake = await openBrake(configured, clock);
  const choices = configured.section('choices');
  if (choices.dryRun && !options.dryRun)
    throw usageError('DRY_RUN is on: nothing may be written to Spotler.');
  const dataverse = configured.section('dataverse');
  const connected = connectRecords(dataverse);
  await agreeAboutIds(connected.connection, dataverse.externalIdColumn);
  await agreeAboutPolicy({
    store: brake.store,
    settings: { ...choices, dataverse },
    mapping: connected.mapping,
    terminal: ports.terminal,
  });
  const decide = policyAsConfigured(choices);
  const source = recordSourceAsConfigured({
    dataverse,
    choices,
    connected,
    clock,
    columnAgeMs: COLUMN_AGE_MS,
    readOnly: true,
  });
  const spotler = connectSpotler(configured.section('spotler'));
  const { organizationId } = await connected.connection.whoAmI();
  const { latestEffectMs } = configured.section('spotler');
  try {
    return await withDeadLetterQueue(configured, (queue) =>
      rejectHeld(options, {
        ...ports,
        queue,
        brake,
        arrangeLooks: (contacts) =>
          arrangeLooks(contacts, {
            sender: queue.throughTopic ? undefined : queue.sender,
            organizationId,
            latestEffectMs,
            clock,
            terminal: ports.terminal,
          }),
        look: { source, decide, signal },
        contacts: spotler.contacts,
        who: () => whoDecides(dataverse),
      }),
    );
  } finally {
    await brake.evidence.end();
    spotler.close();
  }
}
