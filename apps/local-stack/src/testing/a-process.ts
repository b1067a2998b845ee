import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A process that a test has started. */
export interface StartedProcess {
  /** Standard output and standard error so far. */
  output(): string;
  /** Resolves once its output matches. Rejects when the process ends first. */
  says(pattern: RegExp): Promise<void>;
  /** Resolves to its exit code. */
  readonly ended: Promise<number | null>;
  /** Sends it a signal, by default one that ends it at once. Resolves to its exit code. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts a file with Node. Default environment: none. */
export function startProcess(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): StartedProcess {
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env },
  });
  let text = '';
  let wake = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += String(chunk);
      wake.resolve();
      wake = Promise.withResolvers();
    });
  }
  const ended = once(child, 'close').then(() => child.exitCode);
  const gone = ended.then((code) => {
    throw new Error(`It ended with ${code}:\n${text}`);
  });
  gone.catch(() => {});
  return {
    output: () => text,
    ended,
    async says(pattern) {
      while (!pattern.test(text)) await Promise.race([wake.promise, gone]);
    },
    kill(signal = 'SIGKILL') {
      child.kill(signal);
      return ended;
    },
  };
}

/** Finds a free port. */
export async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
