import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ContainerClient, StorageSharedKeyCredential } from '@azure/storage-blob';

const MAIN = fileURLToPath(
  new URL('../../azurite/node_modules/azurite/dist/src/blob/main.js', import.meta.url),
);
/** Long, for a busy machine. */
const START_MS = 90_000;

/**
 * The account that every Azurite has (learn: use the Azurite emulator). Its key is public, and opens nothing
 * else.
 */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** How to have Azurite, where it is not installed. */
export const HOW_TO_HAVE_AZURITE = 'npx pnpm@12 --dir packages/object-store/azurite install';

/** Azure's own stand-in for Blob Storage, running on this machine. */
export interface Azurite {
  /** A client of a container; `create()` makes it. */
  container(name: string): ContainerClient;
  stop(): Promise<void>;
}

/** Whether Azurite is installed. */
export function hasAzurite(): boolean {
  return existsSync(MAIN);
}

/** Starts Azurite on a free port, with nothing in it. */
export async function startAzurite(): Promise<Azurite> {
  const port = await freePort();
  const flags = ['--blobPort', String(port), '--blobHost', '127.0.0.1', '--inMemoryPersistence'];
  const child = spawn(process.execPath, [MAIN, ...flags, '--disableTelemetry', '--skipApiVersionCheck'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await untilListening(child);
  const credential = new StorageSharedKeyCredential(ACCOUNT, KEY);
  return {
    container: (name) => new ContainerClient(`http://127.0.0.1:${port}/${ACCOUNT}/${name}`, credential),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill();
      }),
  };
}

function untilListening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill();
      reject(new Error('Azurite did not start'));
    }, START_MS);
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes('successfully listens')) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`Azurite ended with ${code}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
