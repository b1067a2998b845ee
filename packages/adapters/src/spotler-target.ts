import { type ContactTarget, PortError } from '@spotler-connector/reconciler';
import { type SpotlerClient, SpotlerError } from '@spotler-connector/spotler-sdk';

/** Spotler as the reconciler's target. */
export function spotlerTarget({ contacts }: Pick<SpotlerClient, 'contacts'>): ContactTarget {
  return {
    anonymize: (externalId, options) => translated(contacts.anonymize(externalId, options)),
    readBack: (externalId, options) => translated(contacts.verify(externalId, options)),
    async sync(externalId, properties, { optOut, ...options }) {
      const contact = { externalId, properties };
      await translated(
        optOut ? contacts.upsertOptedOut(contact, options) : contacts.upsert(contact, options),
      );
    },
    async optOut(externalId, options) {
      const { outcome } = await translated(contacts.optOut(externalId, options));
      return outcome;
    },
  };
}

/** Turns the SDK's error into the port's; hands on everything else, such as the reason of an abort. */
export async function translated<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof SpotlerError)) throw error;
    const { kind, status, errorType, code = errorType, property, retryAfterMs } = error;
    throw new PortError({
      side: 'target',
      kind,
      ...(status !== undefined && { status }),
      ...(code !== undefined && { code: errorType ?? code }),
      ...(property !== undefined && { property }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
}
