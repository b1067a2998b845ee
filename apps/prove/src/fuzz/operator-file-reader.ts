import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CANARY, type Reader } from './fuzz-reader.ts';

const PROGRAM = fileURLToPath(new URL('../../../cli/src/testing/read-foreign-lines.ts', import.meta.url));

const EXPORT = {
  letter: '7',
  reason: 'SpotlerRejected',
  replays: 1,
  enqueuedAt: '2026-11-28T12:00:00.000Z',
  whole: { body: Buffer.from(CANARY).toString('base64'), messageId: CANARY, properties: { a: CANARY } },
};
const PLAN = [
  { plan: 3, namespace: 'contoso', queue: 'changes', run: 'abc' },
  { letter: '7', reason: 'NotErased', table: 'contact', message: 'Update', replays: 0, fingerprint: 'a1' },
  { parked: '8' },
  { newest: '9' },
  { sent: '7' },
  { done: '7' },
];

/** The reader of plans and exports, which runs in a process of the command line. */
export interface OperatorFileReader {
  readonly reader: Reader;
  close(): void;
}

/** Starts it. */
export function startOperatorFileReader(): OperatorFileReader {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const child = fork(PROGRAM, [join(folder, 'plan.jsonl')], { stdio: 'inherit' });
  return {
    reader: {
      name: 'plans and exports',
      seeds: [JSON.stringify(EXPORT), PLAN.map((line) => JSON.stringify(line)).join('\n')],
      async read(input) {
        const answered = once(child, 'message');
        child.send({ text: input.toString() });
        const [answer] = await answered;
        const thrown = answer.errors.find((error: string) => error.startsWith('thrown: '));
        if (thrown !== undefined) throw new Error(thrown);
        return answer.errors.join('\n');
      },
      report: String,
    },
    close() {
      child.disconnect();
      rmSync(folder, { recursive: true });
    },
  };
}
