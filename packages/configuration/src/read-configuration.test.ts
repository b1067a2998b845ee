import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { describeMistake } from './mistake.ts';
import { readConfiguration } from './read-configuration.ts';
import { anEnvironment, CANARY, configurationOf, mistakesIn } from './testing/an-environment.ts';
import { Secret } from './values/secret.ts';
import { VARIABLES } from './variables/variables.ts';

const GUID = '6f1ed002-ab5c-4f3c-9e1f-0a1b2c3d4e5f';

describe('readConfiguration', () => {
  it('needs four variables and takes the defaults for the rest', () => {
    expect(configurationOf()).toEqual({
      serviceBus: {
        access: { kind: 'connection-string', connectionString: expect.any(Secret) },
        source: { kind: 'queue', queue: 'dataverse-changes' },
        maxDeliveryCount: 10,
        transport: 'amqp',
      },
      dataverse: {
        url: 'https://contoso.crm4.dynamics.com',
        authentication: { kind: 'managed-identity', clientId: undefined },
        externalIdColumn: undefined,
        externalIdFallback: 'record-id',
        fieldMappingFile: undefined,
        spotlerJobs: { file: undefined },
      },
      spotler: {
        baseUrl: 'https://restapi.mailplus.nl/integrationservice',
        consumerKey: expect.any(Secret),
        consumerSecret: expect.any(Secret),
        latestEffectMs: 900_000,
      },
      policy: { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false },
      syncContacts: true,
      anonymizationLimit: 500,
      dryRun: false,
      maxConcurrentReconciles: 250,
      shutdownGraceSeconds: 25,
      healthPort: 8080,
      log: { level: 'info', format: 'auto' },
      telemetry: { otlp: undefined },
    });
  });

  it('names everything that is missing from an empty environment, at once', () => {
    const reading = readConfiguration({});
    expect(reading.kind === 'invalid' && reading.mistakes.map(describeMistake)).toEqual([
      expect.stringMatching(
        /^SERVICE_BUS_CONNECTION_STRING is not set: .* unless SERVICE_BUS_NAMESPACE is set$/,
      ),
      expect.stringMatching(/^DATAVERSE_URL is not set: expected an https address/),
      expect.stringMatching(/^SPOTLER_CONSUMER_KEY is not set: expected /),
      expect.stringMatching(/^SPOTLER_CONSUMER_SECRET is not set: expected /),
    ]);
  });

  it('names mistakes of every sort at once, in the order of the documentation', () => {
    expect(
      mistakesIn({
        LOG_LEVLE: 'debug',
        DRY_RUN: 'maybe',
        DATAVERSE_AUTH: 'magic',
        DATAVERSE_TENANT_ID: 'not a guid',
        SERVICE_BUS_NAMESPACE: 'contoso.servicebus.windows.net',
        SPOTLER_CONSUMER_KEY: undefined,
      }),
    ).toEqual([
      'SERVICE_BUS_NAMESPACE unwanted',
      'DATAVERSE_AUTH invalid',
      'DATAVERSE_TENANT_ID invalid',
      'SPOTLER_CONSUMER_KEY missing',
      'DRY_RUN invalid',
      'LOG_LEVLE misspelt',
    ]);
  });

  it('takes a blank text for none', () => {
    expect(mistakesIn({ DATAVERSE_URL: ' \t', SERVICE_BUS_TOPIC: '', LOG_LEVEL: ' ' })).toEqual([
      'DATAVERSE_URL missing',
    ]);
  });

  it('takes blanks around a text away', () => {
    expect(configurationOf({ SERVICE_BUS_QUEUE: ' changes\n' }).serviceBus.source).toEqual({
      kind: 'queue',
      queue: 'changes',
    });
  });

  it('gives a value that is frozen all the way down', () => {
    const parts: unknown[] = [configurationOf()];
    for (const part of parts) {
      expect(Object.isFrozen(part)).toBe(true);
      if (typeof part === 'object' && part !== null)
        parts.push(...Object.values(part).filter((p) => typeof p === 'object'));
    }
    expect(parts.length).toBeGreaterThan(8);
  });
});

describe('secrets', () => {
  const configuration = configurationOf({
    DATAVERSE_AUTH: 'client-secret',
    DATAVERSE_TENANT_ID: GUID,
    DATAVERSE_CLIENT_ID: GUID,
    DATAVERSE_CLIENT_SECRET: CANARY,
  });

  it('are in no print of the configuration', () => {
    const prints = [
      JSON.stringify(configuration),
      inspect(configuration, { depth: 9, showHidden: true }),
      `${configuration.spotler.consumerKey}`,
    ];
    for (const print of prints) expect(print).not.toContain(CANARY);
  });

  it('would be in every print as plain texts', () => {
    expect(
      JSON.stringify({
        ...configuration,
        spotler: { consumerKey: configuration.spotler.consumerKey.reveal() },
      }),
    ).toContain(CANARY);
  });

  it.each(Object.values(VARIABLES).map(({ name }) => name))(
    'and other values are in no mistake about %s',
    (name) => {
      const mistakes = readConfiguration(anEnvironment({ [name]: `${CANARY} \u0000`, [`${name}S`]: CANARY }));
      expect(JSON.stringify(mistakes)).not.toContain(CANARY);
      expect(mistakes.kind).toBe('invalid');
    },
  );
});

describe('the policy settings', () => {
  it.each([
    ['true', true],
    ['TRUE', true],
    ['1', true],
    ['Yes', true],
    ['false', false],
    ['0', false],
    ['NO', false],
  ])('understand %s', (text, value) => {
    expect(
      configurationOf({ ANONYMIZE_CONTACT_WHEN_INACTIVE: text }).policy.anonymizeContactWhenInactive,
    ).toBe(value);
    expect(
      configurationOf({ ANONYMIZE_ACCOUNT_ON_DO_NOT_EMAIL: text }).policy.anonymizeAccountOnDoNotEmail,
    ).toBe(value);
  });

  it.each(['on', 'off', 'ja', '2', 'truee', 'null'])('refuse %s rather than guess', (text) => {
    expect(mistakesIn({ ANONYMIZE_CONTACT_WHEN_INACTIVE: text })).toEqual([
      'ANONYMIZE_CONTACT_WHEN_INACTIVE invalid',
    ]);
  });
});

describe('numbers and words', () => {
  it.each([
    ['MAX_CONCURRENT_RECONCILES', '1', '1000'],
    ['SHUTDOWN_GRACE_SECONDS', '1', '600'],
    ['HEALTH_PORT', '0', '65535'],
  ])('%s goes from %s to %s', (name, least, most) => {
    expect(mistakesIn({ [name]: least })).toEqual([]);
    expect(mistakesIn({ [name]: most })).toEqual([]);
    for (const wrong of [String(Number(least) - 1), String(Number(most) + 1), '1.5', '1e2', '0x10', 'many']) {
      expect(mistakesIn({ [name]: wrong })).toEqual([`${name} invalid`]);
    }
  });

  it('words are understood in any case', () => {
    expect(configurationOf({ LOG_LEVEL: 'DEBUG', LOG_FORMAT: 'Pretty' }).log).toEqual({
      level: 'debug',
      format: 'pretty',
    });
  });
});
