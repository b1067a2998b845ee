import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { runCli } from './run-cli.ts';

/** One finding of doctor. */
export interface Finding {
  readonly area: string;
  readonly status: string;
  readonly says: string;
  readonly remedy?: string | undefined;
}

/** Shared state, and a limit on erasures: doctor finds nothing wrong with them. Nothing is written there. */
export const WITH_STATE = {
  SPOTLER_STATE: `file:${join(tmpdir(), randomUUID())}`,
  ANONYMIZATION_LIMIT: '500',
} as const;

/** Runs doctor in this environment; makes sure that it never shows the secret. `bad` is what is not ok. */
export async function runDoctor(
  env: Readonly<Record<string, string>>,
  secret: string,
): Promise<{ exitCode: number | null; all: Finding[]; bad: Finding[] }> {
  const { exitCode, stdout } = await runCli(['doctor', '--json'], { env });
  expect(stdout).not.toContain(secret);
  const { findings: all } = JSON.parse(stdout) as { findings: Finding[] };
  return { exitCode, all, bad: all.filter(({ status }) => status !== 'ok') };
}
