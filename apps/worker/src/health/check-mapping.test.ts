import { describe, expect, it } from '@jest/globals';
import type { FieldMapping } from '@spotler-connector/dataverse';
import { SpotlerError } from '@spotler-connector/spotler-sdk';
import { checkMapping } from './check-mapping.ts';

const RULES = [{ column: 'emailaddress1', property: 'email' }];
const MAPPING: FieldMapping = { contact: RULES, lead: RULES, account: RULES };

function aSpotler(...names: string[]) {
  const list = async () =>
    names.map((name) => ({ name, type: name === 'email' ? 'email' : 'string', description: '' }));
  return { properties: { list } };
}

describe('checking the field mapping', () => {
  it('finds that it fits', async () => {
    expect(await checkMapping(MAPPING, aSpotler('email'))).toBe('fits');
  });

  it('finds every mistake at once', async () => {
    const mapping = {
      ...MAPPING,
      lead: [...RULES, { column: 'a', property: 'x' }, { column: 'b', property: 'y' }],
    };
    await expect(checkMapping(mapping, aSpotler('email'))).rejects.toMatchObject({
      mistakes: [expect.stringContaining('property x'), expect.stringContaining('property y')],
    });
  });

  it('lets the worker start while Spotler does not answer', async () => {
    const away = new SpotlerError({ kind: 'unavailable', endpoint: 'GET /contact/properties/list' });
    const list = () => Promise.reject(away);
    expect(await checkMapping(MAPPING, { properties: { list } })).toBe('unknown');
  });

  it('does not take a bug for a Spotler that does not answer', async () => {
    const list = () => Promise.reject(new TypeError('oops'));
    await expect(checkMapping(MAPPING, { properties: { list } })).rejects.toThrow(TypeError);
  });
});
