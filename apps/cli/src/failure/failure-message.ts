import { ConfigurationFileError, DataverseError } from '@spotler-connector/dataverse';
import { type Failure, PortError } from '@spotler-connector/reconciler';
import { serviceBusCode } from '@spotler-connector/service-bus';
import { SpotlerError } from '@spotler-connector/spotler-sdk';
import { errorCode } from './error-code.ts';
import { OperatorError } from './operator-error.ts';

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

const SERVICE_BUS: Readonly<Record<string, string>> = {
  UnauthorizedAccess: 'Service Bus refuses the credentials, or they lack a right on this queue',
  MessagingEntityNotFound: 'Service Bus knows no such queue, topic or subscription',
  MessagingEntityDisabled: 'the queue is disabled in Service Bus',
  ServiceBusy: 'Service Bus is busy; try again later, or with a lower rate',
  ServiceTimeout: 'Service Bus did not answer in time',
  ServiceCommunicationProblem: 'Service Bus cannot be reached',
  QuotaExceeded: 'the queue is full',
};

/** Messages about errors of ours: their own texts hold nothing personal. */
const OURS: readonly ((error: unknown) => string | undefined)[] = [
  (error) => (error instanceof OperatorError ? error.message : undefined),
  (error) => (error instanceof ConfigurationFileError ? `${error.message}.` : undefined),
  (error) => (error instanceof PortError ? describeFailure(error.failure) : undefined),
  (error) => (error instanceof DataverseError ? `${error.message}.` : undefined),
  (error) => (error instanceof SpotlerError ? `${error.message}.` : undefined),
];

/** A message about anything that was caught, for an operator. Texts of other libraries are never repeated. */
export function failureMessage(error: unknown): string {
  for (const messageOf of OURS) {
    const message = messageOf(error);
    if (message !== undefined) return message;
  }
  const answer = serviceBusCode(error);
  if (answer !== undefined) return capitalized(SERVICE_BUS[answer] ?? `Service Bus answered ${answer}`);
  const code = errorCode(error);
  if (code !== undefined) return `It failed with ${code}.`;
  return 'Something unexpected failed; --debug shows where.';
}

/** A message about a failure of one of the systems. */
export function describeFailure({ side, kind, status, code, property }: Failure): string {
  const details = [
    status === undefined ? undefined : `status ${status}`,
    code,
    property === undefined ? undefined : `property ${property}`,
  ].filter((detail) => detail !== undefined);
  const suffix = details.length === 0 ? '' : ` (${details.join(', ')})`;
  return `${SYSTEMS[side]} ${WHAT_TO_DO[kind]}${suffix}.`;
}

function capitalized(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}
