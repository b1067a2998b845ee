import { ServiceBusClient, ServiceBusError } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { isUnansweredClose, serviceBusCode } from './service-bus-code.ts';

describe('serviceBusCode', () => {
  it('is what the client says, also of several tries', () => {
    const error = new ServiceBusError('No', 'UnauthorizedAccess');
    expect(serviceBusCode(error)).toBe('UnauthorizedAccess');
    expect(serviceBusCode(new AggregateError([error, error]))).toBe('UnauthorizedAccess');
  });

  it.each([
    ['connect', 'ServiceCommunicationProblem'],
    ['getaddrinfo', 'ServiceCommunicationProblem'],
    ['read', 'ServiceCommunicationProblem'],
    ['write', 'ServiceCommunicationProblem'],
    ['spawn', 'GeneralError'],
  ])('says of a connection that breaks off whether nobody could be reached: %s', (syscall, code) => {
    const reset = Object.assign(new ServiceBusError('No', 'GeneralError'), { syscall });
    expect(serviceBusCode(reset)).toBe(code);
  });

  it('says so of an error of the protocol’s library as well', () => {
    const refused = Object.assign(new Error('No'), { name: 'MessagingError', syscall: 'connect' });
    expect(serviceBusCode(refused)).toBe('ServiceCommunicationProblem');
  });

  it('says of an answer in another protocol that nobody was reached', () => {
    const other = Object.assign(new Error('Invalid protocol header'), { name: 'ProtocolError' });
    expect(serviceBusCode(other)).toBe('ServiceCommunicationProblem');
  });

  it('is undefined for anything else', () => {
    const others = [
      undefined,
      null,
      'text',
      { errors: undefined },
      new Error('No'),
      new AggregateError([]),
      { errors: 'none' },
    ];
    expect(others.map(serviceBusCode)).toEqual(others.map(() => undefined));
    expect(serviceBusCode(Object.assign(new Error('No'), { syscall: 'connect' }))).toBeUndefined();
  });

  it.each(['peek', 'receive', 'send'] as const)(
    'says of a %s that nobody answers at the address',
    async (call) => {
      // Nobody listens at port 1.
      const address =
        'Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true';
      const client = new ServiceBusClient(address, { retryOptions: { maxRetries: 0 } });
      const calls = {
        peek: () => client.createReceiver('q').peekMessages(1),
        receive: () => client.createReceiver('q').receiveMessages(1),
        send: () => client.createSender('q').sendMessages({ body: 1 }),
      };
      const error = await calls[call]().catch((caught: unknown) => caught);
      expect(serviceBusCode(error)).toBe('ServiceCommunicationProblem');
      await client.close();
    },
  );
});

describe('isUnansweredClose', () => {
  it('knows what the client library rejects with when nobody answers that a link is closed', () => {
    const late = Object.assign(new Error("Unable to close the receiver 'a' on amqp session 'b'"), {
      name: 'OperationTimeoutError',
    });
    expect(isUnansweredClose(late)).toBe(true);
    expect(isUnansweredClose(Object.assign(new Error('No'), { name: 'OperationTimeoutError' }))).toBe(false);
    expect(isUnansweredClose(new Error(late.message))).toBe(false);
    expect(isUnansweredClose(late.message)).toBe(false);
  });
});
