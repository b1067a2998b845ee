import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { ServiceBusClient, type ServiceBusReceivedMessage } from '@azure/service-bus';
import { systemClock } from '@spotler-connector/clock';
import { signRequest } from '@spotler-connector/spotler-sdk';
import got from 'got';

/**
 * The baseline: the loop that one writes by hand, with the same libraries and keep-alive on, after the
 * official client's sample of receiving by subscription. For each message it reads the record once, writes
 * the contact once and completes. It decides by one column, reads nothing back, and retries nothing.
 */
const settings: Readonly<Record<string, string>> = JSON.parse(process.argv[2] ?? '{}');
const { CONNECTION = '', QUEUE = '', DATAVERSE = '', SPOTLER = '', KEY = '', SECRET = '' } = settings;
const concurrency = Number(settings['CONCURRENCY']);
const COLUMNS =
  'contactid,statecode,donotemail,donotbulkemail,emailaddress1,firstname,lastname,address1_city';
const agent = { http: new Agent({ keepAlive: true, maxSockets: concurrency }) };
const client = got.extend({ agent, retry: { limit: 0 }, throwHttpErrors: true });

async function callSpotler(method: 'POST' | 'PUT', path: string, json?: unknown): Promise<void> {
  const url = new URL(`${SPOTLER}${path}`);
  const authorization = signRequest({
    method,
    url,
    consumerKey: KEY,
    consumerSecret: SECRET,
    nonce: randomUUID(),
    timestamp: Math.floor(systemClock.now() / 1_000),
  });
  const body = json === undefined ? {} : { json };
  const accepted = method === 'PUT' ? [200, 204, 404, 410] : [200, 204];
  const answer = await client(url, { method, headers: { authorization }, throwHttpErrors: false, ...body });
  if (!accepted.includes(answer.statusCode)) throw new Error(`Spotler answers ${answer.statusCode}`);
}

async function handle({ body }: ServiceBusReceivedMessage): Promise<void> {
  const id: string = body.PrimaryEntityId;
  const row: Record<string, unknown> = await client(
    `${DATAVERSE}/api/data/v9.2/contacts(${id})?$select=${COLUMNS}`,
  ).json();
  if (row['donotemail'] === true) return callSpotler('PUT', `/contact/anonymize/${id}`);
  const properties = {
    email: row['emailaddress1'],
    firstName: row['firstname'],
    lastName: row['lastname'],
    city: row['address1_city'],
  };
  await callSpotler('POST', '/contact', { update: true, contact: { externalId: id, properties } });
}

const receiver = new ServiceBusClient(CONNECTION).createReceiver(QUEUE);
receiver.subscribe(
  {
    async processMessage(message) {
      await handle(message);
      await receiver.completeMessage(message);
    },
    async processError({ error }) {
      process.stderr.write(`${error.name}: ${error.message}\n`);
    },
  },
  { autoCompleteMessages: false, maxConcurrentCalls: concurrency },
);
process.on('disconnect', () => process.exit(0));
