import { connectRecords } from '@spotler-connector/adapters';
import type { Configuration } from '@spotler-connector/configuration';
import {
  createRegistrar,
  defaultRegistration,
  desiredState,
  type Registrar,
} from '@spotler-connector/dataverse';
import type { Configured } from '../configured.ts';
import { type EndpointChoice, endpointTarget } from './endpoint-target.ts';

/** Registration in the configured environment, and the key to register it with. */
export interface Registration extends Pick<EndpointChoice, 'key' | 'warnings'> {
  readonly registrar: Registrar;
  /** The environment's address. */
  readonly environment: string;
  /** Whether Spotler Jobs, and so their table, are configured. */
  readonly withJobs: boolean;
}

/** Dataverse takes its time to make a table. */
const MAX_REQUEST_MS = 180_000;

/**
 * Connects as configured, to register an application user too when its application is given. Sends nothing
 * yet.
 * @throws {OperatorError} for an unusable configuration. */
export function registrationAsConfigured(
  configured: Configured,
  applicationId?: string | undefined,
): Registration {
  configured.check('dataverse', 'serviceBus');
  const limits = { requestTimeoutMs: MAX_REQUEST_MS };
  const sections = [configured.section('dataverse'), configured.section('serviceBus')] as const;
  return registrationOf(...sections, limits, applicationId);
}

/** The same from the two sections; `limits` as for any connection. */
export function registrationOf(
  dataverse: Configuration['dataverse'],
  serviceBus: Configuration['serviceBus'],
  limits: Parameters<typeof connectRecords>[1] = {},
  applicationId?: string | undefined,
): Registration {
  const { target, key, warnings } = endpointTarget(serviceBus, dataverse);
  const { connection, mapping, jobs } = connectRecords(dataverse, limits);
  const { externalIdColumn, externalIdFallback, url: environment } = dataverse;
  const choices = {
    target,
    mapping,
    externalIdColumn,
    externalIdFallback,
    applicationId,
    jobTable: jobs?.table,
  };
  const registrar = createRegistrar(connection, desiredState(defaultRegistration(), choices));
  return { registrar, key, warnings, environment, withJobs: jobs !== undefined };
}
