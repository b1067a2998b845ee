import { isServiceBusError, MessagingError, type ServiceBusErrorCode } from '@azure/service-bus';

/**
 * What Service Bus calls a failure; undefined for any other error. After several tries the client throws them
 * together, in an error without a code of its own. One of the network (it names a `syscall`) it may hand on
 * as it came, with a code that says nothing.
 */
export function serviceBusCode(error: unknown): ServiceBusErrorCode | undefined {
  if (isServiceBusError(error)) return error.code;
  if (error instanceof MessagingError) {
    return error.syscall === undefined ? 'GeneralError' : 'ServiceCommunicationProblem';
  }
  if (typeof error !== 'object' || error === null || !('errors' in error)) return undefined;
  return Array.isArray(error.errors) && error.errors.length > 0 ? serviceBusCode(error.errors[0]) : undefined;
}
