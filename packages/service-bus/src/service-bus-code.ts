import { isServiceBusError, type ServiceBusErrorCode } from '@azure/service-bus';

/**
 * Returns Service Bus's name of a failure; undefined for any other error. After several tries the client
 * throws them together, in an error without a code of its own (since core-amqp 4.3.5;
 * Azure/azure-sdk-for-js#32992). When nobody answers at the address it says `GeneralError`, and from some
 * calls not even as an error of its own class: then it is `ServiceCommunicationProblem` here.
 */
export function serviceBusCode(error: unknown): ServiceBusErrorCode | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if (isOutOfReach(error)) return 'ServiceCommunicationProblem';
  if (isServiceBusError(error)) return error.code;
  return 'errors' in error && Array.isArray(error.errors) ? serviceBusCode(error.errors[0]) : undefined;
}

/** Tells whether the queue refuses because it has given the message to somebody else, or will soon. */
export function isLockLost(error: unknown): boolean {
  const code = serviceBusCode(error);
  return code === 'MessageLockLost' || code === 'SessionLockLost';
}

/** The calls at which a socket fails when the network does. */
const NETWORK_CALLS: readonly unknown[] = ['connect', 'getaddrinfo', 'read', 'write'];

function isOutOfReach(error: object): boolean {
  // Whoever answers speaks another protocol (rhea).
  if ('name' in error && error.name === 'ProtocolError') return true;
  const isClients = 'name' in error && (error.name === 'MessagingError' || error.name === 'ServiceBusError');
  return isClients && 'syscall' in error && NETWORK_CALLS.includes(error.syscall);
}

/**
 * Whether it is the rejection that the client library leaves to nobody when a link does not close in time, a
 * minute after it was told to (7.9.5, `ReceiverHelper.drain`). By then the connection is replaced.
 */
export function isUnansweredClose(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.name === 'OperationTimeoutError' &&
    error.message.startsWith('Unable to close the ')
  );
}
