import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  deadLetterAll,
  QUEUE,
  type Services,
  startServices,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { aChangeMessage } from './testing/a-change-message.ts';
import { runCli } from './testing/run-cli.ts';

const PAGE = readFileSync(new URL('../../../../docs/command-line.md', import.meta.url), 'utf8');
const LINES = [...PAGE.matchAll(/^spotler-connector (.+?)(?: +#.*)?$/gm)].map(([, line = '']) => line);
/** The record that the page speaks of. */
const RECORD = '0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11';

/** Lines that nobody can run here, and why. */
const NEEDS_A_PERSON = /--reveal|dead-letter watch/;
const IMPORTS_ALL = /^dead-letter import (?!.*--skip)/;
/** The page's fingerprint is that of no checkpoint here, which is what the command must say. */
const NO_SUCH_CHECKPOINT = /^evidence verify --fingerprint/;
const ASKS =
  /^(dead-letter (replay|purge|import)|dataverse (un)?register|sweep)\b(?!.*(--yes|--dry-run|--plan-out))/;

let services: Services;
let environment: Record<string, string>;
let folder: string;
let client: ServiceBusClient;

beforeAll(async () => {
  services = await startServices();
  environment = {
    ...workerEnvironment(services),
    DATAVERSE_SERVICE_ENDPOINT_CONNECTION_STRING: services.serviceBus.connectionString,
  };
  client = new ServiceBusClient(services.serviceBus.connectionString);
  await deadLetterAll(client, [aChangeMessage(RECORD, 1), aChangeMessage(RECORD, 2)], 'SpotlerRejected');
  await deadLetterAll(client, [aChangeMessage(RECORD, 3), { body: 'no JSON' }], 'MalformedMessage');
  await services.dataverse.create(
    'contact',
    { lastname: 'Invented', emailaddress1: 'a@example.org' },
    RECORD,
  );
  folder = mkdtempSync(join(tmpdir(), 'examples-'));
  environment = { ...environment, SPOTLER_STATE: `file:${join(folder, 'state')}` };
  const [, snapshot = ''] = /```json\n(\{[^`]*"presence"[^`]*\})\n```/.exec(PAGE) ?? [];
  writeFileSync(join(folder, 'snapshot.json'), snapshot);
});

afterAll(async () => {
  await client.close();
  await services.close();
  rmSync(folder, { recursive: true });
});

describe('the examples of docs/command-line.md', () => {
  it.each(LINES.filter((line) => !NEEDS_A_PERSON.test(line)))('work: %s', async (line) => {
    // Each line finds the dead letters that the lines before it took away.
    if (line.startsWith('dead-letter') && services.serviceBus.counts(QUEUE).deadLetterMessageCount < 3) {
      await deadLetterAll(client, [aChangeMessage(RECORD, 4), aChangeMessage(RECORD, 5)], 'SpotlerRejected');
    }
    const ramp = line.includes('--ramp') ? ['--ramp-wait', '0s'] : [];
    const args = [...line.split(' '), ...(ASKS.test(line) ? ['--yes'] : []), ...ramp];
    const { exitCode, stdout, stderr } = await runCli(args, { env: environment, cwd: folder });
    // Masked, the message that is no JSON has nothing to be sent, and an import says so.
    const fails =
      line.startsWith('dead-letter show') ||
      NO_SUCH_CHECKPOINT.test(line) ||
      ramp.length > 0 ||
      IMPORTS_ALL.test(line);
    const expected = fails ? [1] : [0, 3];
    expect({ exitCode, stderr, answered: expected.includes(exitCode ?? -1) }).toMatchObject({
      answered: true,
    });
    expect(stdout + stderr).not.toBe('');
  });

  it('are run but for those that need a person', () => {
    expect(LINES.filter((line) => NEEDS_A_PERSON.test(line))).toHaveLength(3);
  });
});
