import type { Configuration } from '@spotler-connector/configuration';
import { type ColumnAccess, DataverseError, type DataverseIdentity } from '@spotler-connector/dataverse';
import { receiveMessages, serviceBusCode } from '@spotler-connector/service-bus';
import { type SpotlerClient, SpotlerError } from '@spotler-connector/spotler-sdk';
import type { StartCheck } from './check-at-start.ts';

/** Parts of the systems that are tried. */
export interface SystemsAtStart {
  readonly whoAmI: (signal: AbortSignal) => Promise<DataverseIdentity>;
  readonly columns: ColumnAccess;
  readonly spotler: { readonly properties: Pick<SpotlerClient['properties'], 'list'> };
}

/**
 * Everything that must have worked once before a worker is ready: both systems, the columns, and the queue.
 */
export function startChecks(
  { whoAmI, columns, spotler }: SystemsAtStart,
  serviceBus: Configuration['serviceBus'],
): readonly StartCheck[] {
  return [
    { name: 'Dataverse', check: (signal) => failingWith(kindOf, () => whoAmI(signal)) },
    {
      name: 'Dataverse',
      check: () =>
        failingWith(kindOf, async () => {
          const tables = await columns.check();
          const unreadable = tables.filter(({ readable }) => !readable).map(({ table }) => table);
          return unreadable.length === 0 ? undefined : `columns of ${unreadable.join(', ')} not readable`;
        }),
    },
    { name: 'Spotler', check: (signal) => failingWith(kindOf, () => spotler.properties.list({ signal })) },
    { name: 'Service Bus', check: (signal) => failingWith(serviceBusCode, () => peek(serviceBus, signal)) },
  ];
}

/** The reason that the call gives as a text, or that its error gives. Anything else is thrown on. */
async function failingWith(
  reasonOf: (error: unknown) => string | undefined,
  call: () => Promise<unknown>,
): Promise<string | undefined> {
  try {
    const answer = await call();
    return typeof answer === 'string' ? answer : undefined;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    return reason;
  }
}

function kindOf(error: unknown): string | undefined {
  return error instanceof DataverseError || error instanceof SpotlerError ? error.kind : undefined;
}

/** Looks into the queue without locking anything. */
async function peek(serviceBus: Configuration['serviceBus'], abortSignal: AbortSignal): Promise<void> {
  const { client, receiver } = receiveMessages(serviceBus);
  try {
    await receiver.peekMessages(1, { abortSignal });
  } finally {
    // Closing talks to the network, which may be what is broken; nothing waits for it.
    client.close().catch(() => {});
  }
}
