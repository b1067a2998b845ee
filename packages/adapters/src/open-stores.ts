import { join } from 'node:path';
import { type Clock, systemClock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import {
  createFolderObjectStore,
  type ObjectStore,
  type RemovableObjectStore,
} from '@spotler-connector/object-store';
import { azureCredential } from './azure-credential.ts';

/** The stores that all workers and the command line share. */
export interface Stores {
  /** Everything that changes: permits, generations of the policy, progress of sweeps. */
  readonly state: RemovableObjectStore;
  /** Evidence, which is only ever added to; in production nobody can change or delete it. */
  readonly evidence: ObjectStore;
}

/**
 * Opens the configured stores; `undefined` when none are configured. Sends nothing yet, and both clients try
 * again by themselves for some seconds. A container must exist, but on this machine, and in the containers of
 * docker-compose.yml, a missing one is made.
 *
 * The Azure client is loaded only when there is a container: most commands need none.
 *
 * @throws {ObjectStoreError} when a container on this machine can't be made.
 */
export async function openStores(
  configured: Configuration['state'],
  { now }: Pick<Clock, 'now'> = systemClock,
): Promise<Stores | undefined> {
  if (configured === undefined) return undefined;
  const { address, accountKey, clientId } = configured;
  if (address.kind === 'folder') {
    const { folder } = address;
    return {
      state: createFolderObjectStore({ folder: join(folder, 'state'), now }),
      evidence: createFolderObjectStore({ folder: join(folder, 'evidence'), now, createOnly: true }),
    };
  }
  const azure = await import('@spotler-connector/object-store/azure');
  const credential = accountKey?.reveal() ?? (await azureCredential({ kind: 'managed-identity', clientId }));
  async function container(containerAddress: string): Promise<RemovableObjectStore> {
    const client = azure.connectContainer({ address: containerAddress, credential });
    if (isLocal(containerAddress)) await azure.makeContainer(client);
    return azure.createAzureObjectStore({ container: client });
  }
  return {
    state: await container(address.address),
    evidence: await container(`${address.address}-evidence`),
  };
}

/** A stand-in has no template that makes its containers. */
function isLocal(address: string): boolean {
  return new URL(address).protocol === 'http:';
}
