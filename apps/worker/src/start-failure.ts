import { errorMessage } from '@spotler-connector/adapters';
import { ConfigurationFileError } from '@spotler-connector/dataverse';
import { HealthPortError } from './health/health-server.ts';

/** Why a worker did not start, for whoever started it. */
export interface StartFailure {
  readonly mistake: string;
  /** 2 for a configuration that can't be used, 1 for anything else. */
  readonly exitCode: 1 | 2;
}

/** Says why a worker did not start; undefined for an error that is a bug. Pure. */
export function startFailure(error: unknown): StartFailure | undefined {
  if (error instanceof HealthPortError) return { mistake: error.message, exitCode: 1 };
  const mistake = errorMessage(error);
  if (mistake === undefined) return undefined;
  return { mistake, exitCode: error instanceof ConfigurationFileError ? 2 : 1 };
}
