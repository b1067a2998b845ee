import type { EntityStatus } from './queue-settings.ts';
import { Refusal } from './refusal.ts';

interface WithStatus {
  readonly path: string;
  readonly settings: { readonly status: EntityStatus; readonly forwardTo: string | undefined };
}

/** Refuses to put something into an entity that is disabled for it. */
export function refuseSending({ path, settings: { status } }: WithStatus): void {
  if (status === 'Disabled' || status === 'SendDisabled') throw disabled(path);
}

/** Refuses to take something out of an entity that is disabled for it, or that sends its messages on. */
export function refuseReceiving({ path, settings: { status, forwardTo } }: WithStatus): void {
  if (status === 'Disabled' || status === 'ReceiveDisabled') throw disabled(path);
  if (forwardTo === undefined) return;
  throw new Refusal(
    'amqp:not-allowed',
    `Cannot create a message receiver on the entity '${path}' because auto-forwarding is enabled on it.`,
  );
}

function disabled(path: string): Refusal {
  return new Refusal(
    'com.microsoft:entity-disabled',
    `The messaging entity '${path}' is currently disabled.`,
  );
}
