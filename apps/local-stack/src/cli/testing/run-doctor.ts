import { expect } from '@jest/globals';
import { runCli } from './run-cli.ts';

/** What doctor says about one thing. */
export interface Finding {
  area: string;
  status: string;
  says: string;
  remedy?: string;
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
