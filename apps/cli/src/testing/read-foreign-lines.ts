import { writeFileSync } from 'node:fs';
import { messageOfLine } from '../dead-letter/import/message-of-line.ts';
import { readPlan } from '../dead-letter/replay/read-plan.ts';
import { OperatorError } from '../failure/operator-error.ts';

/**
 * A program for proofs: reads what its parent sends as an export or as a plan, and answers with the text of
 * each error, or with null. An error that nobody promises begins with `thrown: `.
 */
const [, , planFile = ''] = process.argv;

process.on('message', async (message) => {
  if (typeof message !== 'object' || message === null || !('text' in message)) return;
  const text = String(message.text);
  const errors = [await errorOf(() => messageOfLine(text, 'run')), await errorOf(() => planOf(text))];
  process.send?.({ errors: errors.filter((error) => error !== null) });
});

function planOf(text: string): Promise<unknown> {
  writeFileSync(planFile, text);
  return readPlan(planFile);
}

async function errorOf(read: () => unknown): Promise<string | null> {
  try {
    await read();
    return null;
  } catch (error) {
    const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
    return error instanceof OperatorError ? text : `thrown: ${text}`;
  }
}
