import type { AbsentAnswer } from '../answers/classify-answer.ts';
import type { CallScope } from '../connection/call-scope.ts';
import { SpotlerError } from '../spotler-error.ts';
import type { Found } from './absence-evidence.ts';
import type { ContactInput } from './contact.ts';
import type { ContactCalls } from './contact-calls.ts';
import { hasEnabledPermission } from './enabled-permission.ts';
import { isOptedOutAlready, type OptOutContact } from './opt-out.ts';

/**
 * Creates or updates a contact that is to have no permission, and says which. Rejects as
 * `SingleContacts.upsertOptedOut` says.
 */
export type UpsertOptedOut = (contact: ContactInput, scope: CallScope) => Promise<Created>;

interface Created {
  readonly created: boolean;
}

/**
 * Builds the call: the opt-out first and alone where the contact exists, in the same request where it does
 * not.
 */
export function createUpsertOptedOut(calls: ContactCalls, optOut: OptOutContact): UpsertOptedOut {
  return async ({ externalId, properties: given }, scope) => {
    const { permissions: _, ...properties } = given;
    const { outcome, permissions } = await optOut(externalId, scope);
    const update = { externalId, properties };
    const isUpdated = outcome === 'opted-out' && (await updateOptedOut(calls, update, scope));
    if (isUpdated) return { created: false };
    return createOptedOut(calls, optOut, { externalId, properties: { ...properties, permissions } }, scope);
  };
}

/** Updates a contact whose opt-out is proven; false when it is gone by now. */
async function updateOptedOut(
  calls: ContactCalls,
  contact: ContactInput,
  scope: CallScope,
): Promise<boolean> {
  let written: Found<unknown> | AbsentAnswer;
  try {
    written = await calls.update(contact, scope);
  } catch (error) {
    // Spotler may refuse to change somebody who has opted out: then that is all there is to do.
    if (isOptedOutAlready(error)) return true;
    throw whileOptedOut(error);
  }
  return written.kind === 'found';
}

async function createOptedOut(
  calls: ContactCalls,
  optOut: OptOutContact,
  contact: ContactInput,
  scope: CallScope,
): Promise<Created> {
  const { externalId } = contact;
  let result: Created;
  try {
    result = await calls.create(contact, scope);
  } catch (error) {
    if (!(error instanceof SpotlerError) || error.kind !== 'rejected') throw error;
    // Somebody may have created it meanwhile: its opt-out must not depend on what was refused.
    await optOut(externalId, scope);
    if (isOptedOutAlready(error)) return { created: false };
    throw whileOptedOut(error);
  }
  const contactNow = await calls.read(externalId, scope);
  if (contactNow !== null && hasEnabledPermission(contactNow)) await optOut(externalId, scope);
  return result;
}

function whileOptedOut(error: unknown): unknown {
  return error instanceof SpotlerError ? new SpotlerError({ ...error, optedOut: true }) : error;
}
