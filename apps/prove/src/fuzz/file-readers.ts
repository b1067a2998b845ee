import { readFileSync } from 'node:fs';
import { readConfiguration } from '@spotler-connector/configuration';
import {
  ConfigurationFileError,
  decodeChangeMessage,
  parseFieldMapping,
  parseJobTable,
} from '@spotler-connector/dataverse';
import { seedBodies } from '@spotler-connector/dataverse/fuzz';
import { parseCheckpoint } from '@spotler-connector/ledger';
import { readTopology } from '@spotler-connector/service-bus-emulator';
import { CANARY, type Reader } from './fuzz-reader.ts';

const ENVIRONMENT = [
  `SERVICE_BUS_CONNECTION_STRING=Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=${CANARY};SharedAccessKey=${CANARY}=`,
  'SERVICE_BUS_QUEUE=changes',
  'DATAVERSE_URL=https://contoso.crm4.dynamics.com',
  'DATAVERSE_AUTH=client-secret',
  `DATAVERSE_CLIENT_SECRET=${CANARY}`,
  `SPOTLER_CONSUMER_KEY=${CANARY}`,
  `SPOTLER_CONSUMER_SECRET=${CANARY}`,
  'SPOTLER_STATE=https://a.blob.core.windows.net/state',
  `SPOTLER_STATE_ACCOUNT_KEY=${CANARY}`,
  'SPOTLER_LATEST_EFFECT=PT15M',
  `OTEL_EXPORTER_OTLP_HEADERS=api-key=${CANARY}`,
  `HTTPS_PROXY=http://user:${CANARY}@proxy:3128`,
].join('\n');

function isFileError(error: unknown): boolean {
  return error instanceof ConfigurationFileError;
}

function file(path: string): string {
  return readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
}

/** Names the variables and values of a text with one on each line. */
function environmentOf(input: Buffer): Record<string, string> {
  const pairs = input
    .toString()
    .split('\n')
    .map((line) => line.split(/=(.*)/s));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
}

/** Readers of files, of the environment and of messages. None of them goes anywhere. */
export function fileReaders(): readonly Reader[] {
  return [
    {
      name: 'change messages',
      seeds: seedBodies(),
      read: (input) => decodeChangeMessage(input, { jobTable: 'spotler_job', externalIdColumn: 'new_id' }),
      report: (decoded) =>
        typeof decoded === 'object' && decoded !== null && 'report' in decoded
          ? JSON.stringify(decoded.report)
          : '',
    },
    {
      name: 'configuration',
      seeds: [ENVIRONMENT],
      read: (input) => readConfiguration(environmentOf(input)),
      // A name that is no variable is told as it is: nobody writes a value there.
      report: (reading) => JSON.stringify(reading).replaceAll(/"variable":"[^"]*"/g, ''),
    },
    {
      name: 'field mapping',
      seeds: [file('packages/dataverse/config/field-mapping.json')],
      read: (input) => parseFieldMapping(input.toString()),
      isPromised: isFileError,
    },
    {
      name: 'job table',
      seeds: [file('packages/dataverse/config/spotler-job.json')],
      read: (input) => parseJobTable(input.toString()),
      isPromised: isFileError,
    },
    {
      name: 'topology',
      seeds: [file('infra/service-bus/config.json')],
      read: (input) => readTopology(JSON.parse(input.toString())),
      isPromised: (error) => error instanceof TypeError || error instanceof SyntaxError,
    },
    {
      name: 'checkpoint',
      seeds: [
        JSON.stringify({
          at: '2026-11-28T12:00:00.000Z',
          chains: [{ chain: 'worker-1', entries: 3, hash: 'a'.repeat(64) }],
          format: '1',
          previous: null,
        }),
      ],
      read: (input) => parseCheckpoint(input.toString()),
    },
  ];
}
