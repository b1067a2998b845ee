import { describe, expect, it } from '@jest/globals';
import { defaultFieldMapping } from '@spotler-connector/dataverse';
import { type Property, SpotlerError, type SpotlerErrorKind } from '@spotler-connector/spotler-sdk';
import { checkSpotler } from './check-spotler.ts';

const TYPES: Record<string, string> = { email: 'email', gender: 'gender', birthday: 'birthdate' };

/** Every property that the default mapping fills, and permissions. */
function someProperties(): Property[] {
  const names = new Set(
    Object.values(defaultFieldMapping()).flatMap((rules) => rules.map(({ property }) => property)),
  );
  const filled = [...names].map((name) => ({ name, type: TYPES[name] ?? 'string' }));
  return [...filled, { name: 'permissions', type: 'set', entries: [{ bit: 1 }, { bit: 2 }] }];
}

function checked(list: () => Promise<Property[]>, syncContacts = true) {
  return checkSpotler({ client: { properties: { list } }, mapping: defaultFieldMapping(), syncContacts });
}

describe('checkSpotler', () => {
  it('is content with an account that has permissions and every mapped property', async () => {
    const findings = await checked(async () => someProperties());
    expect(findings.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
    expect(findings[1]?.says).toContain('2 permissions');
  });

  it.each<[SpotlerErrorKind, string]>([
    ['authentication', 'SPOTLER_CONSUMER_SECRET'],
    ['protocol', 'Correct SPOTLER_BASE_URL'],
    ['unavailable', 'the way there'],
  ])('says what to do about %s', async (kind, remedy) => {
    const error = new SpotlerError({ kind, endpoint: 'GET /contact/properties/list', status: 401 });
    expect(await checked(() => Promise.reject(error))).toEqual([
      expect.objectContaining({ status: 'failed', remedy: expect.stringContaining(remedy) }),
    ]);
  });

  it.each([
    ['permissions', 'no permissions'],
    ['city', 'property city, which this Spotler account does not have'],
  ])('names what is missing: %s', async (missing, says) => {
    const findings = await checked(async () => someProperties().filter(({ name }) => name !== missing));
    const failures = findings.filter(({ status }) => status === 'failed');
    expect(failures.length).toBeGreaterThan(0);
    for (const failure of failures) expect(failure.says).toContain(says);
  });

  it('asks for no mapped property where contacts are not filled', async () => {
    const properties = someProperties().filter(({ name }) => name === 'permissions');
    const findings = await checked(async () => properties, false);
    expect(findings.every(({ status }) => status === 'ok')).toBe(true);
  });
});
