import type { AbsentAnswer } from '../answers/classify-answer.ts';
import type { ResolvedOptions } from '../client-options.ts';
import type { CallScope } from '../connection/call-scope.ts';
import type { Connection } from '../connection/connection.ts';
import { sleepInScope } from '../connection/sleep-in-scope.ts';
import { hasErrorType, SpotlerError } from '../spotler-error.ts';
import { allDisabled } from './account-properties.ts';
import type { PermissionValue } from './contact.ts';
import type { ContactCalls } from './contact-calls.ts';
import { hasEnabledPermission } from './enabled-permission.ts';

/** Result of an opt-out, with the permissions that the account has. */
export interface OptOut {
  readonly outcome: 'opted-out' | 'unknown-contact';
  /** Every permission of the account, disabled, as read for this opt-out. */
  readonly permissions: readonly PermissionValue[];
}

/** Disables every permission of a contact that exists, and proves it by reading the contact back. */
export type OptOutContact = (externalId: string, scope: CallScope) => Promise<OptOut>;

/**
 * A contact that is shown with an enabled permission is opted out again: the answer may lag, or a permission
 * be new.
 */
const MAX_ATTEMPTS = 3;
const ENDPOINT = 'PUT /contact/{externalId}';

/** Builds the opt-out over a connection. */
export function createOptOut(
  connection: Connection,
  calls: ContactCalls,
  options: Pick<ResolvedOptions, 'clock' | 'retry'>,
): OptOutContact {
  return async (externalId, scope) => {
    for (let attempt = 1; ; attempt++) {
      const { permissions, absence } = await writeAlone(connection, calls, externalId, scope);
      const optOut = await readBack(calls, externalId, absence, scope);
      if (optOut !== 'still-opted-in') return { outcome: optOut, permissions };
      if (attempt === MAX_ATTEMPTS) throw stillOptedIn();
      await sleepInScope(options.clock, options.retry.minDelayMs * 2 ** (attempt - 1), scope);
    }
  };
}

/** Tells a refusal because the person has opted out: then an opt-out has nothing left to do. */
export function isOptedOutAlready(error: unknown): error is SpotlerError {
  return hasErrorType(error, 'CONTACT_OPTOUT');
}

interface Written {
  readonly permissions: readonly PermissionValue[];
  /** The answer that there is no such contact; undefined when it was written. */
  readonly absence?: AbsentAnswer | undefined;
}

/** Writes the permissions and nothing else, so that nothing else can have them refused. */
async function writeAlone(
  connection: Connection,
  calls: ContactCalls,
  externalId: string,
  scope: CallScope,
): Promise<Written> {
  const permissions = await allDisabled(connection, scope);
  try {
    return await write(permissions);
  } catch (error) {
    if (!mayBeAboutPermissions(error)) throw error;
    // One of them may have been removed from the account since they were read.
    const latest = await allDisabled(connection, scope);
    if (JSON.stringify(latest) === JSON.stringify(permissions)) throw error;
    return write(latest);
  }

  async function write(permissions: Written['permissions']): Promise<Written> {
    try {
      const answer = await calls.update({ externalId, properties: { permissions } }, scope);
      return { permissions, absence: answer.kind === 'absent' ? answer : undefined };
    } catch (error) {
      if (isOptedOutAlready(error)) return { permissions };
      throw error;
    }
  }
}

async function readBack(
  calls: ContactCalls,
  externalId: string,
  absence: AbsentAnswer | undefined,
  scope: CallScope,
): Promise<OptOut['outcome'] | 'still-opted-in'> {
  if (absence?.evidence === 'typed') return 'unknown-contact';
  const contact = await calls.read(externalId, scope);
  if (contact === null) return 'unknown-contact';
  if (absence !== undefined) {
    const { status } = absence;
    throw new SpotlerError({ kind: 'protocol', endpoint: ENDPOINT, status, code: 'ERR_ABSENCE_UNPROVEN' });
  }
  return hasEnabledPermission(contact) ? 'still-opted-in' : 'opted-out';
}

function stillOptedIn(): SpotlerError {
  const code = 'ERR_STILL_OPTED_IN';
  return new SpotlerError({ kind: 'rejected', endpoint: ENDPOINT, property: 'permissions', code });
}

function mayBeAboutPermissions(error: unknown): boolean {
  if (!(error instanceof SpotlerError) || error.kind !== 'rejected') return false;
  return error.property === undefined || error.property === 'permissions';
}
