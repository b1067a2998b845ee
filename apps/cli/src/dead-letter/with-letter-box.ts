import type { Configured } from '../configured.ts';
import type { ExitCode } from '../failure/exit-code.ts';
import { connectLetterBox, type LetterBox } from './letters/letter-box.ts';

/** Runs something on the configured queue's dead letters; nothing but Service Bus needs to be configured. */
export async function withLetterBox(
  configured: Configured,
  use: (box: LetterBox) => Promise<ExitCode>,
): Promise<ExitCode> {
  const box = connectLetterBox(configured.section('serviceBus'));
  try {
    return await use(box);
  } finally {
    await box.close();
  }
}
