import { connectionString } from '../values/connection-string.ts';
import { duration } from '../values/duration.ts';
import { guid, oneOf, secretText, textLike, truth, wholeNumber } from '../values/text-decoder.ts';
import { webAddress } from '../values/web-address.ts';
import { declare } from '../variable.ts';
import { DATAVERSE_VARIABLES } from './dataverse-variables.ts';
import { JOB_VARIABLES } from './job-variables.ts';
import { STATE_VARIABLES } from './state-variables.ts';
import { TELEMETRY_VARIABLES } from './telemetry-variables.ts';

// learn.microsoft.com/rest/api/servicebus/create-queue, create-topic, create-subscription
const path = textLike('a queue or topic name', /^[a-z0-9]([\w./~-]{0,258}[a-z0-9_])?$/i);
const subscription = textLike(
  'a subscription name of at most 50 characters',
  /^[a-z0-9]([\w.-]{0,48}[a-z0-9_])?$/i,
);

/** Every variable, in the order of the documentation. */
export const VARIABLES = {
  connectionString: declare({
    name: 'SERVICE_BUS_CONNECTION_STRING',
    group: 'Service Bus',
    decoder: connectionString,
    secret: true,
    when: 'unless SERVICE_BUS_NAMESPACE is set',
    description: 'A connection string of Azure Service Bus or of the emulator, with the right to listen.',
  }),
  namespace: declare({
    name: 'SERVICE_BUS_NAMESPACE',
    group: 'Service Bus',
    decoder: textLike(
      'a full host name, such as contoso.servicebus.windows.net',
      /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i,
    ),
    when: 'unless SERVICE_BUS_CONNECTION_STRING is set',
    description: 'The namespace to connect to with a managed identity instead of a connection string.',
  }),
  serviceBusClientId: declare({
    name: 'SERVICE_BUS_CLIENT_ID',
    group: 'Service Bus',
    decoder: guid,
    when: 'with SERVICE_BUS_NAMESPACE, when the platform gives a user-assigned identity',
    description: 'The user-assigned identity to connect as.',
  }),
  queue: declare({
    name: 'SERVICE_BUS_QUEUE',
    group: 'Service Bus',
    decoder: path,
    fallback: 'dataverse-changes',
    when: 'unless SERVICE_BUS_TOPIC is set',
    description: 'The queue that Dataverse publishes to.',
  }),
  topic: declare({
    name: 'SERVICE_BUS_TOPIC',
    group: 'Service Bus',
    decoder: path,
    when: 'to read a topic instead of a queue',
    description: 'The topic that Dataverse publishes to.',
  }),
  subscription: declare({
    name: 'SERVICE_BUS_SUBSCRIPTION',
    group: 'Service Bus',
    decoder: subscription,
    when: 'when SERVICE_BUS_TOPIC is set',
    description: 'The subscription of that topic to read.',
  }),
  serviceBusTransport: declare({
    name: 'SERVICE_BUS_TRANSPORT',
    group: 'Service Bus',
    decoder: oneOf('amqp', 'websockets'),
    fallback: 'amqp',
    description:
      'How to reach Service Bus: over AMQP on port 5671, or over WebSockets on port 443, which is the one that a ' +
      'proxy (HTTPS_PROXY) lets through.',
  }),
  ...DATAVERSE_VARIABLES,
  ...JOB_VARIABLES,
  spotlerBaseUrl: declare({
    name: 'SPOTLER_BASE_URL',
    group: 'Spotler',
    decoder: webAddress,
    fallback: 'https://restapi.mailplus.nl/integrationservice',
    description: 'The address of the API of Spotler Mail+.',
  }),
  spotlerConsumerKey: declare({
    name: 'SPOTLER_CONSUMER_KEY',
    group: 'Spotler',
    decoder: secretText('the consumer key of an API user'),
    secret: true,
    description: 'The consumer key of the API user.',
  }),
  spotlerConsumerSecret: declare({
    name: 'SPOTLER_CONSUMER_SECRET',
    group: 'Spotler',
    decoder: secretText('the consumer secret of an API user'),
    secret: true,
    description: 'The consumer secret of the API user.',
  }),
  spotlerLatestEffect: declare({
    name: 'SPOTLER_LATEST_EFFECT',
    group: 'Spotler',
    decoder: duration(1, 86_400),
    fallback: 'PT15M',
    description:
      'How long Spotler may sit on a request whose sender has given up, as an ISO 8601 duration. So long after ' +
      'an erasure, or a write without an answer, the record is looked at once more.',
  }),
  anonymizeContactWhenInactive: declare({
    name: 'ANONYMIZE_CONTACT_WHEN_INACTIVE',
    group: 'What is done',
    decoder: truth,
    fallback: 'false',
    description:
      'Anonymize a contact or lead that is deactivated. Cannot be undone for those it was done to.',
  }),
  anonymizeAccountOnDoNotEmail: declare({
    name: 'ANONYMIZE_ACCOUNT_ON_DO_NOT_EMAIL',
    group: 'What is done',
    decoder: truth,
    fallback: 'false',
    description:
      'Anonymize an account that refuses e-mail, instead of opting it out. Cannot be undone either.',
  }),
  syncContacts: declare({
    name: 'SYNC_CONTACTS',
    group: 'What is done',
    decoder: truth,
    fallback: 'true',
    description:
      'Create and update contacts. Set to false when another product fills Spotler: then we only forget.',
  }),
  anonymizationLimit: declare({
    name: 'ANONYMIZATION_LIMIT',
    group: 'What is done',
    decoder: wholeNumber(0, 1_000_000),
    fallback: '500',
    description:
      'How many contacts may be anonymized within an hour, over all workers that share SPOTLER_STATE; without it ' +
      'each worker has the limit for itself. Contacts above it are opted out at once, and a person decides about ' +
      'them. 0 switches the limit off.',
  }),
  dryRun: declare({
    name: 'DRY_RUN',
    group: 'What is done',
    decoder: truth,
    fallback: 'false',
    description:
      'Write nothing to Spotler, only log what would have been done. Messages are looked at and left where ' +
      'they are, so a worker that works in earnest still gets them.',
  }),
  ...STATE_VARIABLES,
  maxConcurrentReconciles: declare({
    name: 'MAX_CONCURRENT_RECONCILES',
    group: 'How the worker runs',
    decoder: wholeNumber(1, 1_000),
    fallback: '250',
    description:
      'How many records are worked on side by side. They share requests: at most 8 of Dataverse and 32 of ' +
      'Spotler are under way at once.',
  }),
  shutdownGraceSeconds: declare({
    name: 'SHUTDOWN_GRACE_SECONDS',
    group: 'How the worker runs',
    decoder: wholeNumber(1, 600),
    fallback: '25',
    description:
      'How long work under way may take to finish after SIGTERM. Stay below what your platform allows.',
  }),
  healthPort: declare({
    name: 'HEALTH_PORT',
    group: 'How the worker runs',
    decoder: wholeNumber(0, 65535),
    fallback: '8080',
    description: 'The port of the health endpoints. 0 takes a free one.',
  }),
  logLevel: declare({
    name: 'LOG_LEVEL',
    group: 'How the worker runs',
    decoder: oneOf('error', 'warn', 'info', 'debug'),
    fallback: 'info',
    description: 'The least important log lines that are still written.',
  }),
  logFormat: declare({
    name: 'LOG_FORMAT',
    group: 'How the worker runs',
    decoder: oneOf('json', 'pretty', 'auto'),
    fallback: 'auto',
    description: 'How log lines look. `auto` is pretty on a terminal and JSON everywhere else.',
  }),
  ...TELEMETRY_VARIABLES,
} as const;
