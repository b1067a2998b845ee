import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';

/** Values that are nobody's, for what a parameter file reads from the environment. */
export const SAMPLE_ENVIRONMENT = {
  WORKER_IMAGE: 'crcontoso.azurecr.io/spotler-connector-worker:0.1.0',
  REGISTRY_NAME: 'crcontoso',
  DATAVERSE_URL: 'https://contoso.crm4.dynamics.com',
  ALERT_EMAILS: 'operators@contoso.example,privacy@contoso.example',
  OPERATORS_GROUP_ID: '11111111-1111-4111-8111-111111111111',
  PRIVACY_OFFICERS_GROUP_ID: '22222222-2222-4222-8222-222222222222',
  SPOTLER_CONSUMER_KEY: 'sample-key',
  SPOTLER_CONSUMER_SECRET: 'sample-secret',
} as const;

/** How a run of the compiler ended. */
export interface BicepRun {
  /** Its exit code; `null` when it was ended from outside. */
  readonly status: number | null;
  /** The result of a build; what is not a result is in `lines`. */
  readonly output: string;
  /** Everything it has to say: errors and warnings, each with its place. None is the only good number. */
  readonly lines: readonly string[];
}

/** Runs the compiler in a folder, with the sample environment and nothing else. */
export function runBicep(
  program: string,
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = SAMPLE_ENVIRONMENT,
): BicepRun {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { HOME: homedir(), USERPROFILE: homedir(), ...environment },
  });
  // A program that could not be started has said nothing at all.
  const said = `${stderr ?? `${program} can't be started`}`.split('\n').filter((line) => line.trim() !== '');
  return { status, output: stdout ?? '', lines: said };
}
