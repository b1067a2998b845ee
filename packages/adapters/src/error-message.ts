import { ConfigurationFileError, DataverseError } from '@spotler-connector/dataverse';
import { ObjectStoreError } from '@spotler-connector/object-store';
import { type Failure, PortError } from '@spotler-connector/reconciler';
import { SpotlerError } from '@spotler-connector/spotler-sdk';
import { StartOverError, SweepOvertakenError } from '@spotler-connector/sweep';

const SYSTEMS: Record<Failure['side'], string> = {
  source: 'Dataverse',
  target: 'Spotler',
  state: 'The store of SPOTLER_STATE',
};

const WHAT_TO_DO: Record<Failure['kind'], string> = {
  authentication: 'refuses the credentials or lacks a right; `doctor` says which',
  rejected: 'refuses this request',
  unavailable: 'is away or busy; try again later',
  protocol: 'gave an answer that makes no sense; check its address with `doctor`',
};

const STORE: Record<ObjectStoreError['kind'], string> = {
  authentication: 'The store of SPOTLER_STATE refuses us: check the address and the rights on it',
  unavailable: 'The store of SPOTLER_STATE is away or busy; try again later',
  protocol: 'The store of SPOTLER_STATE gave an answer that makes no sense: check the address',
};

/**
 * A message for whoever runs a program about an error of one of our packages; undefined for any other error.
 * The texts of our errors hold nothing personal. Pure.
 */
export function errorMessage(error: unknown): string | undefined {
  if (error instanceof PortError) return failureText(error.failure);
  if (error instanceof ObjectStoreError) return `${STORE[error.kind]}${details([error.status, error.code])}.`;
  const isOurs =
    error instanceof ConfigurationFileError ||
    error instanceof DataverseError ||
    error instanceof SpotlerError ||
    error instanceof StartOverError ||
    error instanceof SweepOvertakenError;
  return isOurs ? `${error.message}.` : undefined;
}

/** A message about a failure of one of the two systems. Pure. */
export function failureText({ side, kind, status, code, property }: Failure): string {
  const parts = [
    status === undefined ? undefined : `status ${status}`,
    code,
    property === undefined ? undefined : `property ${property}`,
  ];
  return `${SYSTEMS[side]} ${WHAT_TO_DO[kind]}${details(parts)}.`;
}

function details(parts: readonly (string | number | undefined)[]): string {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? '' : ` (${known.join(', ')})`;
}
