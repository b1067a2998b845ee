import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { COMPILED_ONCE } from './compiled-once.ts';

const ROOT = join(import.meta.dirname, '../../..');
const EMULATOR = join(ROOT, 'packages/service-bus-emulator/src/main.ts');
const CONFIG = join(ROOT, 'infra/service-bus/config.json');

/** The stand-alone emulator. */
export interface EmulatorProcess {
  /** The connection string that it printed, which is all that clients know. */
  readonly connectionString: string;
  /** The port that it listens on. */
  readonly port: number;
  /** Sends SIGKILL: no client is told, and every message is lost. */
  kill(): Promise<void>;
}

/** Starts the stand-alone emulator and resolves once it has printed its connection string. */
export async function startEmulatorProcess(port = 0): Promise<EmulatorProcess> {
  const child = spawn(process.execPath, [EMULATOR, '--config', CONFIG, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: COMPILED_ONCE,
  });
  const ended = once(child, 'exit');
  const lines = createInterface(child.stdout);
  const printed = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      const found = line.match(/Endpoint=\S+/);
      if (found !== null) resolve(found[0]);
    });
  });
  const connectionString = await Promise.race([
    printed,
    ended.then(() => {
      throw new Error('The emulator ended by itself');
    }),
  ]);
  return {
    connectionString,
    port: Number(connectionString.match(/:(\d+)/)?.[1]),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
