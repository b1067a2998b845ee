import { isServiceBusError, type ServiceBusErrorCode } from '@azure/service-bus';

/**
 * What Service Bus calls a failure; undefined for any other error. After several tries the client throws them
 * together, in an error without a code of its own.
 */
export function serviceBusCode(error: unknown): ServiceBusErrorCode | undefined {
  if (isServiceBusError(error)) return error.code;
  if (typeof error !== 'object' || error === null || !('errors' in error)) return undefined;
  return Array.isArray(error.errors) && error.errors.length > 0 ? serviceBusCode(error.errors[0]) : undefined;
}
