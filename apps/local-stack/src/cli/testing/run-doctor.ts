import { expect } from '@jest/globals';
import { runCli } from './run-cli.ts';

/** One finding of doctor. */
export interface Finding {
  readonly area: string;
  readonly status: string;
  readonly says: string;
  readonly remedy?: string | undefined;
}

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
