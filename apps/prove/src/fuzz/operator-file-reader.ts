import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CANARY, type Reader } from './fuzz-reader.ts';

const PROGRAM = fileURLToPath(new URL('../../../cli/src/testing/read-foreign-lines.ts', import.meta.url));

/** A line of an export, and a plan, as the command writes them. */
const [EXPORT_LINE, PLAN_FILE] = ['export.jsonl', 'plan.jsonl'].map((name) =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .replaceAll('CANARY', CANARY)
    .trim(),
);

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
      seeds: [EXPORT_LINE ?? '', PLAN_FILE ?? ''],
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
