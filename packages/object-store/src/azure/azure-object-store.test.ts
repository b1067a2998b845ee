import { createServer } from 'node:http';
import { AnonymousCredential, ContainerClient, newPipeline } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Azurite, HOW_TO_HAVE_AZURITE, hasAzurite, startAzurite } from '../testing/azurite.ts';
import { describeContract } from '../testing/contract.ts';
import { bytes, textOf } from '../testing/store-content.ts';
import { createAzureObjectStore } from './azure-object-store.ts';

/** Plays one answer after the other and remembers what was asked. */
async function aServer(answers: readonly { status: number; code?: string; metadata?: 'own' }[]) {
  const asked: string[] = [];
  let writeId = '';
  const left = [...answers];
  const server = createServer((request, response) => {
    asked.push(
      `${request.method} ${request.headers['if-none-match'] ?? request.headers['if-match'] ?? ''}`.trim(),
    );
    writeId = String(request.headers['x-ms-meta-writeid'] ?? writeId);
    const { status, code, metadata } = left.shift() ?? { status: 500 };
    if (code !== undefined) response.setHeader('x-ms-error-code', code);
    if (metadata === 'own') response.setHeader('x-ms-meta-writeid', writeId);
    const body = code === undefined ? '' : `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
    response.setHeader('content-type', 'application/xml');
    request.resume().on('end', () => response.writeHead(status).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const pipeline = newPipeline(new AnonymousCredential(), {
    retryOptions: { maxTries: 2, retryDelayInMs: 1 },
  });
  const container = new ContainerClient(`http://127.0.0.1:${port}/account/state`, pipeline);
  return {
    asked,
    store: createAzureObjectStore({ container }),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

describe('a store in Azure Blob Storage', () => {
  it('recognises its own write when the answer was lost and the client tried again', async () => {
    const { store, asked, close } = await aServer([
      { status: 503 },
      { status: 409, code: 'BlobAlreadyExists' },
      { status: 200, metadata: 'own' },
    ]);
    expect(await store.create('a', bytes('x'))).toBe('created');
    expect(asked).toEqual(['PUT *', 'PUT *', 'HEAD']);
    await close();
  });

  it("does not take somebody else's object for its own", async () => {
    const { store, close } = await aServer([{ status: 409, code: 'BlobAlreadyExists' }, { status: 200 }]);
    expect(await store.create('a', bytes('x'))).toBe('exists');
    await close();
  });

  it.each([
    [403, 'AuthorizationFailure', 'authentication'],
    [404, 'ContainerNotFound', 'protocol'],
    [503, 'ServerBusy', 'unavailable'],
  ])('turns %i %s into %s, not into a missing object', async (status, code, kind) => {
    const { store, close } = await aServer([
      { status, code },
      { status, code },
    ]);
    await expect(store.read('a')).rejects.toMatchObject({ name: 'ObjectStoreError', kind, status, code });
    await close();
  });

  it('takes no 404 for absence that does not say so', async () => {
    const { store, close } = await aServer([{ status: 404 }]);
    await expect(store.read('a')).rejects.toMatchObject({ kind: 'protocol', status: 404 });
    await close();
  });

  it('calls a store that can not be reached unavailable, and names no address', async () => {
    const { store, close } = await aServer([]);
    await close();
    const failure = await store.read('a').catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'unavailable' });
    expect(String(failure)).not.toContain('127.0.0.1');
  });
});

if (hasAzurite()) {
  let azurite: Azurite | undefined;
  let made = 0;
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterAll(() => azurite?.stop());

  function containerOf(name: string): ContainerClient {
    if (azurite === undefined) throw new Error('Azurite is not running');
    return azurite.container(name);
  }

  async function emptyStore() {
    const container = containerOf(`test-${++made}`);
    await container.create();
    return createAzureObjectStore({ container });
  }

  describeContract('Azurite', emptyStore);

  it('is no store without its container', async () => {
    const store = createAzureObjectStore({ container: containerOf('nobody-made-it') });
    await expect(textOf(store, 'a')).rejects.toMatchObject({ kind: 'protocol', code: 'ContainerNotFound' });
    await expect(store.create('a', bytes('x'))).rejects.toMatchObject({ code: 'ContainerNotFound' });
  });
} else {
  it.skip(`the contract against Azurite was skipped; to have it: ${HOW_TO_HAVE_AZURITE}`, () => {});
}
