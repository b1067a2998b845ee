import { randomUUID } from 'node:crypto';
import type { BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { codeOf } from '../error-code.ts';
import { checkName, checkPrefix } from '../object-name.ts';
import type { RemovableObjectStore, StoreCallOptions } from '../object-store.ts';
import { ObjectStoreError } from '../object-store-error.ts';
import { statusOf, toStoreError } from './to-store-error.ts';

/** Options of a store in Azure Blob Storage. */
export interface AzureObjectStoreOptions {
  /** The container, which must exist. Its client decides on credentials, proxy and retries. */
  readonly container: ContainerClient;
}

/**
 * Metadata that says which call wrote a blob. The client tries again by itself when an answer is lost, and is
 * then told that the blob exists or has changed: by its own first try.
 */
const WRITE_ID = 'writeid';

/** Azure's answers to a condition that does not hold (learn: conditional headers for Blob service). */
const EXISTS = 409;
const CONDITION_NOT_MET = 412;

/** Keeps objects in a container of Azure Blob Storage, for workers on many machines. */
export function createAzureObjectStore({ container }: AzureObjectStoreOptions): RemovableObjectStore {
  /** Whether the blob was written under this condition. */
  async function write(
    name: string,
    body: Uint8Array,
    conditions: { readonly ifNoneMatch: string } | { readonly ifMatch: string },
    { signal }: StoreCallOptions = {},
  ): Promise<boolean> {
    checkName(name);
    const blob = container.getBlockBlobClient(name);
    const writeId = randomUUID();
    const options = { conditions, metadata: { [WRITE_ID]: writeId }, ...endedBy(signal) };
    try {
      await blob.upload(body, body.byteLength, options);
      return true;
    } catch (error) {
      const status = statusOf(error);
      if (status !== EXISTS && status !== CONDITION_NOT_MET) throw toStoreError(error);
      return isOwn(blob, writeId, signal);
    }
  }

  return {
    create: async (name, body, options) =>
      (await write(name, body, { ifNoneMatch: '*' }, options)) ? 'created' : 'exists',
    replace: async (name, body, version, options) =>
      (await write(name, body, { ifMatch: version }, options)) ? 'replaced' : 'changed-meanwhile',
    async read(name, { signal } = {}) {
      checkName(name);
      try {
        const blob = container.getBlockBlobClient(name);
        const { readableStreamBody, etag } = await blob.download(0, undefined, endedBy(signal));
        if (readableStreamBody === undefined || etag === undefined) {
          throw new ObjectStoreError({ kind: 'protocol', code: 'NoBody' });
        }
        return { body: await bytesOf(readableStreamBody), version: etag };
      } catch (error) {
        if (isNoSuchBlob(error)) return undefined;
        throw toStoreError(error);
      }
    },
    async remove(name, { signal } = {}) {
      checkName(name);
      try {
        await container.getBlockBlobClient(name).deleteIfExists(endedBy(signal));
      } catch (error) {
        throw toStoreError(error);
      }
    },
    async *list(prefix, { signal } = {}) {
      checkPrefix(prefix);
      try {
        for await (const { name } of container.listBlobsFlat({ prefix, ...endedBy(signal) })) yield name;
      } catch (error) {
        throw toStoreError(error);
      }
    },
  };
}

async function isOwn(
  blob: BlockBlobClient,
  writeId: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    const { metadata } = await blob.getProperties(endedBy(signal));
    return metadata?.[WRITE_ID] === writeId;
  } catch (error) {
    // No name that was removed is used again: one that is gone was not written by this call.
    if (isNoSuchBlob(error)) return false;
    throw toStoreError(error);
  }
}

/** The client's types know no undefined signal. */
function endedBy(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}

/**
 * Azure's own statement about the blob (learn: Blob service error codes). A missing container is a mistake in
 * the configuration, and a 404 without a code came from something in between.
 */
function isNoSuchBlob(error: unknown): boolean {
  return statusOf(error) === 404 && codeOf(error) === 'BlobNotFound';
}

async function bytesOf(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}
