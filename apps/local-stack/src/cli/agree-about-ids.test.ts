import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inventedColumns, workerEnvironment } from '@spotler-connector/local-services';
import { endAll, endLater, theServices } from '../testing/running-services.ts';
import { runCli } from './testing/run-cli.ts';

const COLUMN = 'new_spotlerid';

let environment: Record<string, string>;
let recordId: string;
let writes: () => string[];

beforeAll(async () => {
  const services = await theServices({ externalIdColumn: COLUMN });
  const folder = mkdtempSync(join(tmpdir(), 'ids-'));
  endLater(() => rmSync(folder, { recursive: true }));
  environment = { ...workerEnvironment(services), SPOTLER_STATE: `file:${folder}` };
  recordId = await services.dataverse.create('contact', {
    ...inventedColumns('contact', 1, 'canary.example'),
    [COLUMN]: 'S-1',
  });
  writes = () =>
    services.spotler.requests().flatMap(({ endpoint = '' }) => (endpoint.startsWith('GET ') ? [] : endpoint));
}, 60_000);
afterAll(endAll);

describe('a command that writes, in an environment that names another column of external ids than is registered', () => {
  it.each([
    ['explain', () => ['explain', 'contact', recordId, '--apply']],
    ['sweep', () => ['sweep', '--yes']],
    ['brake reject', () => ['brake', 'reject', '--yes']],
  ])('refuses, and writes nothing: %s', async (_name, args) => {
    const { exitCode, stderr } = await runCli(args(), { env: environment });
    expect(stderr).toContain('DATAVERSE_EXTERNAL_ID_COLUMN is not set here');
    expect(stderr).toContain(`registered with ${COLUMN}`);
    expect(exitCode).toBe(2);
    expect(writes()).toEqual([]);
  });

  it('does not refuse in one that names the same', async () => {
    const env = { ...environment, DATAVERSE_EXTERNAL_ID_COLUMN: COLUMN };
    const rejected = await runCli(['brake', 'reject', '--yes'], { env });
    expect([rejected.exitCode, rejected.stderr]).toEqual([3, expect.not.stringContaining('registered with')]);
    const { exitCode } = await runCli(['explain', 'contact', recordId, '--apply'], { env });
    expect(exitCode).toBe(0);
    expect(writes()).not.toEqual([]);
  });
});
