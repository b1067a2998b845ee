import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { cachedBundle } from '@spotler-connector/bundling/testing';

// As it is installed, and quicker than from its sources.
const entry = await cachedBundle('cli');
const folder = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

function cli(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], {
    env,
    encoding: 'utf8',
    cwd: folder,
  });
  return { status, stdout, stderr };
}

describe('spotler-connector', () => {
  it('explains a snapshot without any configuration', () => {
    writeFileSync(join(folder, 'snapshot.json'), '{"table": "lead", "presence": "deleted"}');
    const { status, stdout, stderr } = cli(['explain', '--file', 'snapshot.json']);
    expect(stdout).toContain('Decision  anonymize: deleted (deleted)');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    // Nothing but text where nobody looks, whatever the environment asks for.
    expect(cli(['explain', '--file', 'snapshot.json'], { FORCE_COLOR: '1', CI: '1' }).stdout).toBe(stdout);
  });

  it('names what is missing in the configuration, with exit code 2', () => {
    const { status, stderr } = cli(['explain', 'lead', '0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11']);
    expect(stderr).toContain('DATAVERSE_URL is not set');
    expect(stderr).toContain('SPOTLER_CONSUMER_SECRET is not set');
    expect(status).toBe(2);
  });

  it('ends with 1 and a message when a system is away, and with --debug says where', () => {
    const environment = {
      DATAVERSE_URL: 'http://127.0.0.1:9',
      DATAVERSE_AUTH: 'none',
      SPOTLER_BASE_URL: 'http://127.0.0.1:9',
      SPOTLER_CONSUMER_KEY: 'key',
      SPOTLER_CONSUMER_SECRET: 'secret',
    };
    const { status, stderr } = cli(
      ['explain', 'lead', '0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11', '--debug'],
      environment,
    );
    expect(stderr).toContain('Dataverse is away or busy; try again later (ECONNREFUSED).');
    expect(stderr).toContain('"stack"');
    expect(status).toBe(1);
  });

  it.each([
    ['doctor', 1, 'stdout'],
    ['explain lead 0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11', 2, 'stderr'],
    ['dataverse status', 2, 'stderr'],
  ] as const)(
    '%s says which configured file can not be used, and with --debug where',
    (line, exitCode, stream) => {
      const environment = {
        SERVICE_BUS_CONNECTION_STRING:
          'Endpoint=sb://127.0.0.1:9;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true',
        SERVICE_BUS_QUEUE: 'changes',
        DATAVERSE_URL: 'http://127.0.0.1:9',
        DATAVERSE_AUTH: 'none',
        DATAVERSE_FIELD_MAPPING_FILE: 'nowhere.json',
        SPOTLER_BASE_URL: 'http://127.0.0.1:9',
        SPOTLER_CONSUMER_KEY: 'key',
        SPOTLER_CONSUMER_SECRET: 'secret',
      };
      const result = cli([...line.split(' '), '--debug'], environment);
      expect(result[stream]).toContain('the file that DATAVERSE_FIELD_MAPPING_FILE names can not be read');
      expect(result[stream]).not.toContain('unexpected');
      expect(result.stderr).toContain('"name": "ConfigurationFileError"');
      expect(result.status).toBe(exitCode);
    },
  );

  it('says which version it is', () => {
    const { status, stdout, stderr } = cli(['--version']);
    expect(stdout).toMatch(/^spotler-connector \d+\.\d+\.\d+, policy \d+, commit \w+\n$/);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.each([[['explain', '--aply']], [[]]])('ends with 2 for %j', (args) => {
    expect(cli(args).status).toBe(2);
  });

  it.each([
    [['doctor', '--json'], 1],
    [['dataverse', 'status', '--json'], 2],
    [['dead-letter', 'list', '--json', '--bogus'], 2],
  ])('answers a script with one JSON value for %j, which fails', (args, exitCode) => {
    const { status, stdout } = cli(args);
    expect(JSON.parse(stdout)).toEqual(expect.any(Object));
    expect(status).toBe(exitCode);
  });
});
