import {
  type AnonymousCredential,
  ContainerClient,
  newPipeline,
  type StorageRetryOptions,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';

import { ObjectStoreError } from '../object-store-error.ts';
import { toStoreError } from './to-store-error.ts';

type Credential = Exclude<NonNullable<Parameters<typeof newPipeline>[0]>, AnonymousCredential>;

/** A container of Azure Blob Storage, and how to enter it. */
export interface ContainerAccess {
  /** Its address, such as `https://contoso.blob.core.windows.net/state`, or with a path as Azurite has it. */
  readonly address: string;
  /** The account's key, or a credential of `@azure/identity`. */
  readonly credential: string | Credential;
}

/** Azure's own client tries again by itself; what fails longer than that is an outage. */
const RETRIES: StorageRetryOptions = {
  maxTries: 3,
  tryTimeoutInMs: 10_000,
  retryDelayInMs: 200,
  maxRetryDelayInMs: 2_000,
};

/** Makes a client of a container. Sends nothing yet. */
export function connectContainer({ address, credential }: ContainerAccess): ContainerClient {
  const keyed =
    typeof credential === 'string'
      ? new StorageSharedKeyCredential(accountOf(address), credential)
      : credential;
  return new ContainerClient(address, newPipeline(keyed, { retryOptions: RETRIES }));
}

/** The longest that a container may take to be made. */
const MAX_MAKING_MS = 5_000;

/** Makes a container, unless it is there. @throws {ObjectStoreError} */
export async function makeContainer(container: Pick<ContainerClient, 'createIfNotExists'>): Promise<void> {
  const abortSignal = AbortSignal.timeout(MAX_MAKING_MS);
  try {
    await container.createIfNotExists({ abortSignal });
  } catch (error) {
    throw abortSignal.aborted
      ? new ObjectStoreError({ kind: 'unavailable', code: 'ETIMEDOUT' })
      : toStoreError(error);
  }
}

/** The first label of the host; with Azurite, which has accounts as folders, the first part of the path. */
function accountOf(address: string): string {
  const { hostname, pathname } = new URL(address);
  const [, first = '', second] = pathname.split('/');
  return second === undefined ? (hostname.split('.')[0] ?? '') : first;
}
