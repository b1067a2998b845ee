import { errorMessage } from '@spotler-connector/adapters';
import { ConfigurationFileError } from '@spotler-connector/dataverse';
import { serviceBusCode } from '@spotler-connector/service-bus';
import { errorCode } from './error-code.ts';
import { OperatorError } from './operator-error.ts';

const SERVICE_BUS: Readonly<Record<string, string>> = {
  UnauthorizedAccess: 'Service Bus refuses the credentials, or they lack a right on this queue',
  MessagingEntityNotFound: 'Service Bus knows no such queue, topic or subscription',
  MessagingEntityDisabled: 'the queue is disabled in Service Bus',
  ServiceBusy: 'Service Bus is busy; try again later, or with a lower rate',
  ServiceTimeout: 'Service Bus did not answer in time',
  ServiceCommunicationProblem: 'Service Bus cannot be reached',
  QuotaExceeded: 'the queue is full',
};

/** A message about anything that was caught, for an operator. Texts of other libraries are never repeated. */
export function failureMessage(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  const ours = errorMessage(error);
  if (ours !== undefined) return ours;
  const answer = serviceBusCode(error);
  if (answer !== undefined) return capitalized(SERVICE_BUS[answer] ?? `Service Bus answered ${answer}`);
  const code = errorCode(error);
  if (code !== undefined) return `It failed with ${code}.`;
  return 'Something unexpected failed; --debug shows where.';
}

/** Whether the mistake is in what the operator wrote: a file that the configuration names. */
export function isUsageError(error: unknown): boolean {
  return error instanceof ConfigurationFileError;
}

function capitalized(text: string): string {
  return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}
