import { describe, expect, it } from '@jest/globals';
import { configurationOf, mistakesIn } from '../testing/an-environment.ts';

const TENANT = '6f1ed002-ab5c-4f3c-9e1f-0a1b2c3d4e5f';
const CLIENT = '0a1b2c3d-ab5c-4f3c-9e1f-6f1ed0020000';

function authenticationOf(changes: Record<string, string>) {
  return configurationOf(changes).dataverse.authentication;
}

describe('the address of Dataverse', () => {
  it('loses its closing slash', () => {
    expect(configurationOf({ DATAVERSE_URL: 'https://contoso.crm4.dynamics.com/' }).dataverse.url).toBe(
      'https://contoso.crm4.dynamics.com',
    );
  });

  it.each([
    'contoso.crm4.dynamics.com',
    'http://contoso.crm4.dynamics.com',
    'http://dataverse.test.example.org',
    'http://dataversetest',
    'https://contoso.crm4.dynamics.com/main.aspx',
    'https://contoso.crm4.dynamics.com/?x=1',
    'https://user@contoso.crm4.dynamics.com',
    'https://:word@contoso.crm4.dynamics.com',
    'ftp://localhost',
  ])('is not %s', (url) => {
    expect(mistakesIn({ DATAVERSE_URL: url })).toEqual(['DATAVERSE_URL invalid']);
  });
});

describe('authentication to Dataverse', () => {
  it.each([
    'http://localhost:8081',
    'http://127.0.0.1:8081',
    'http://[::1]:8081',
    'http://dataverse.test:8081',
  ])('may be left out at %s', (url) => {
    expect(authenticationOf({ DATAVERSE_URL: url, DATAVERSE_AUTH: 'none' })).toEqual({ kind: 'none' });
  });

  it.each([
    'https://contoso.crm4.dynamics.com',
    'https://localhost.example.org',
    'https://test',
    'https://test.example.org',
  ])('may not be left out at %s', (url) => {
    expect(mistakesIn({ DATAVERSE_URL: url, DATAVERSE_AUTH: 'none' })).toEqual(['DATAVERSE_AUTH invalid']);
  });

  it('is by managed identity unless said otherwise, and can name one', () => {
    expect(authenticationOf({ DATAVERSE_CLIENT_ID: CLIENT })).toEqual({
      kind: 'managed-identity',
      clientId: CLIENT,
    });
  });

  it('can be the identity of a Kubernetes workload', () => {
    expect(authenticationOf({ DATAVERSE_AUTH: 'workload-identity', DATAVERSE_TENANT_ID: TENANT })).toEqual({
      kind: 'workload-identity',
      tenantId: TENANT,
      clientId: undefined,
    });
  });

  it('can be that of the developer who is signed in', () => {
    const authentication = authenticationOf({ DATAVERSE_AUTH: 'developer' });
    expect(authentication).toEqual({ kind: 'developer', tenantId: undefined });
  });

  it('can be an application with a secret', () => {
    const authentication = authenticationOf({
      DATAVERSE_AUTH: 'client-secret',
      DATAVERSE_TENANT_ID: TENANT,
      DATAVERSE_CLIENT_ID: CLIENT,
      DATAVERSE_CLIENT_SECRET: 'hush',
    });
    expect(authentication).toMatchObject({ kind: 'client-secret', tenantId: TENANT, clientId: CLIENT });
    expect(authentication.kind === 'client-secret' && authentication.clientSecret.reveal()).toBe('hush');
  });

  it('names everything that a client secret needs besides', () => {
    expect(mistakesIn({ DATAVERSE_AUTH: 'client-secret' })).toEqual([
      'DATAVERSE_TENANT_ID missing',
      'DATAVERSE_CLIENT_ID missing',
      'DATAVERSE_CLIENT_SECRET missing',
    ]);
  });

  it('refuses a secret that would be ignored', () => {
    expect(mistakesIn({ DATAVERSE_CLIENT_SECRET: 'hush' })).toEqual(['DATAVERSE_CLIENT_SECRET unwanted']);
  });
});

describe('the column of external ids', () => {
  it('is a logical name', () => {
    expect(configurationOf({ DATAVERSE_EXTERNAL_ID_COLUMN: 'dh_spotlerid' }).dataverse.externalIdColumn).toBe(
      'dh_spotlerid',
    );
    expect(mistakesIn({ DATAVERSE_EXTERNAL_ID_COLUMN: 'Spotler id' })).toEqual([
      'DATAVERSE_EXTERNAL_ID_COLUMN invalid',
    ]);
  });
});

describe('Spotler Jobs', () => {
  const jobsOf = (changes: Record<string, string>) => configurationOf(changes).dataverse.spotlerJobs;

  it('are carried out unless said otherwise, and their table can be called otherwise', () => {
    expect(jobsOf({})).toEqual({ file: undefined });
    expect(jobsOf({ SPOTLER_JOB_FILE: '/etc/jobs.json' })).toEqual({ file: '/etc/jobs.json' });
    expect(jobsOf({ SPOTLER_JOBS: 'false' })).toBeUndefined();
  });

  it('need no file when there are none', () => {
    expect(mistakesIn({ SPOTLER_JOBS: 'no', SPOTLER_JOB_FILE: 'jobs.json' })).toEqual([
      'SPOTLER_JOB_FILE unwanted',
    ]);
    expect(mistakesIn({ SPOTLER_JOBS: 'maybe', SPOTLER_JOB_FILE: 'jobs.json' })).toEqual([
      'SPOTLER_JOBS invalid',
    ]);
  });
});

describe('the address of Spotler', () => {
  it('may have a path, and loses its closing slash', () => {
    const changes = { SPOTLER_BASE_URL: 'http://localhost:8082/integrationservice-1.1.0/' };
    expect(configurationOf(changes).spotler.baseUrl).toBe('http://localhost:8082/integrationservice-1.1.0');
  });

  it('is encrypted unless it is on this machine', () => {
    expect(mistakesIn({ SPOTLER_BASE_URL: 'http://restapi.mailplus.nl' })).toEqual([
      'SPOTLER_BASE_URL invalid',
    ]);
  });
});
