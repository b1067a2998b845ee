import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ServiceAddresses } from '@spotler-connector/local-services';
import type {
  Backlog,
  EvenChanges,
  Fill,
  SystemsMessage,
  SystemsRequest,
  SystemsState,
} from './systems-protocol.ts';

const MAIN = fileURLToPath(new URL('./systems-main.ts', import.meta.url));

/** The emulator and both simulators, in a process of their own. */
export interface SystemsProcess {
  readonly addresses: ServiceAddresses;
  /** Fills the queue, and begins to count anew. */
  fill(fill: Fill): Promise<SystemsState>;
  /** Changes records evenly while somebody works, and resolves when all is done. */
  changeEvenly(changes: EvenChanges): Promise<SystemsState>;
  /** Fills the queue with messages about new records, and keeps so many waiting. Once at most. */
  fillBacklog(backlog: Backlog): Promise<SystemsState>;
  /** How far the work is. */
  state(): Promise<SystemsState>;
  /** Ends the process. */
  close(): Promise<void>;
}

/** Options of the process. */
export interface SystemsOptions {
  /** Whether Dataverse publishes to another queue than the worker's. Default false. */
  readonly elsewhere?: boolean | undefined;
}

/** A million messages wait in its memory. */
const MAX_HEAP = '--max-old-space-size=8192';

/** Starts the process. Dataverse answers after 20 ms, Spotler after 50. */
export async function startSystems({ elsewhere = false }: SystemsOptions = {}): Promise<SystemsProcess> {
  const child = fork(MAIN, elsewhere ? ['--elsewhere'] : [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [MAX_HEAP],
  });
  const ended = once(child, 'exit').then((): never => {
    throw new Error('The systems ended by themselves');
  });
  ended.catch(() => {});

  function message(): Promise<SystemsMessage> {
    const next = new Promise<SystemsMessage>((resolve) => child.once('message', resolve));
    return Promise.race([next, ended]);
  }

  async function ask(request: SystemsRequest): Promise<SystemsState> {
    const answer = message();
    child.send(request);
    const said = await answer;
    if (said.kind !== 'state') throw new Error('The systems said something else');
    return said.state;
  }

  const first = await message();
  if (first.kind !== 'addresses') throw new Error('The systems said something else');
  return {
    addresses: first.addresses,
    fill: (fill) => ask({ kind: 'fill', fill }),
    fillBacklog: (backlog) => ask({ kind: 'backlog', backlog }),
    changeEvenly: (evenChanges) => ask({ kind: 'even-changes', evenChanges }),
    state: () => ask({ kind: 'state' }),
    async close() {
      child.kill('SIGKILL');
      await ended.catch(() => {});
    },
  };
}
