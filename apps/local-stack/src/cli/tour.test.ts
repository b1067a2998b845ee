import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  deadLetterAll,
  type Services,
  startServices,
  startWorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { aChangeMessage, CANARY } from './testing/a-change-message.ts';
import { runCli } from './testing/run-cli.ts';

let services: Services;
let environment: Record<string, string>;
let folder: string;

beforeAll(async () => {
  services = await startServices();
  environment = workerEnvironment(services);
  folder = mkdtempSync(join(tmpdir(), 'tour-'));
});

afterAll(async () => {
  await services.close();
  rmSync(folder, { recursive: true });
});

/** Runs a command line that was put together from what earlier ones printed. */
async function cli(line: string) {
  const result = await runCli(line.trim().split(/\s+/), { env: environment, cwd: folder });
  expect(result.stdout + result.stderr).not.toContain('canary');
  return result;
}

/** The first group of a pattern in what was printed. */
function found(pattern: RegExp, text: string): string {
  const [, group] = pattern.exec(text) ?? [];
  if (group === undefined) throw new Error(`Nothing like ${pattern} was printed:\n${text}`);
  return group;
}

describe('the tour of an operator', () => {
  it('goes from list to replay with nothing but what each step printed', async () => {
    const person = { emailaddress1: CANARY, firstname: 'canary', lastname: 'canary', donotemail: true };
    const id = await services.dataverse.create('contact', person);
    await services.dataverse.idle();
    const client = new ServiceBusClient(services.serviceBus.connectionString);
    await deadLetterAll(client, [aChangeMessage(id)], 'NotErased');
    await client.close();

    const groups = await cli('dead-letter list');
    const each = await cli(found(/(dead-letter list --each)/, groups.stdout));
    const number = found(/^ *(\d+) {2}/m, each.stdout);
    const shown = await cli(`dead-letter show ${number}`);
    expect(shown.stdout.split('\n').length).toBeLessThan(24);
    const explained = await cli(`explain ${found(/record +(contact [0-9a-f-]{36})/, shown.stdout)}`);
    expect(explained.stdout).toContain('Decision  anonymize: do-not-email');
    const step = found(/next step +(.*)/, shown.stdout);
    expect(step).toContain('replay');
    const planned = await cli(`dead-letter replay --letter ${number} --dry-run`);
    expect(planned.stdout).toContain('replay 1 dead letters');

    const worker = await startWorkerProcess({ environment });
    try {
      const replayed = await cli(`dead-letter replay --letter ${number} --yes --wait`);
      expect(replayed.stdout).toContain('Replayed 1; 0 are left.');
      expect(replayed.stdout).toContain('The worker is through with all of them.');
      expect(replayed.exitCode).toBe(0);
      expect((await cli('dead-letter list')).stdout).toContain(': 0 dead letters');
    } finally {
      await worker.kill();
    }
  }, 120_000);
});
