import { describe, expect, it } from '@jest/globals';
import { defaultRegistration } from '../registration/desired/parse-registration.ts';
import { EXTERNAL_ID_IMAGE, externalIdsOf } from './external-ids-of.ts';
import { A_RECORD_ID, ANOTHER_RECORD_ID, anImage } from './testing/a-change-message.ts';

const COLUMN = 'new_spotlerid';

function body(...images: [string, unknown][]) {
  return {
    PrimaryEntityId: A_RECORD_ID,
    PreEntityImages: images.map(([key, value]) => ({ key, value })),
  };
}
function imageOf(value: unknown, id = A_RECORD_ID) {
  return anImage('contact', id, { lastname: 'Berg', [COLUMN]: value });
}

describe('the external ids of a message', () => {
  it('are those of each record in an image', () => {
    const images = body(['spotler', imageOf('S-1')], ['spotler', imageOf(42, ANOTHER_RECORD_ID)]);
    expect(externalIdsOf(images, COLUMN)).toEqual({ [A_RECORD_ID]: 'S-1', [ANOTHER_RECORD_ID]: '42' });
  });

  it('are not looked for without a column', () => {
    expect(externalIdsOf(body(['spotler', imageOf('S-1')]), undefined)).toEqual({});
    expect(externalIdsOf({ PreEntityImages: null }, COLUMN)).toEqual({});
  });

  it('are none when the registered image leaves the column out', () => {
    expect(externalIdsOf(body(['spotler', anImage('contact', A_RECORD_ID, {})]), COLUMN)).toEqual({
      [A_RECORD_ID]: null,
    });
    expect(externalIdsOf(body(['spotler', imageOf(' ')]), COLUMN)).toEqual({ [A_RECORD_ID]: null });
  });

  it("are unknown when only somebody else's image leaves the column out", () => {
    const others = anImage('contact', A_RECORD_ID, { lastname: 'Berg' });
    expect(externalIdsOf(body(['before', others]), COLUMN)).toEqual({});
  });

  it.each([
    [
      ['spotler', imageOf('S-1')],
      ['before', anImage('contact', A_RECORD_ID, {})],
    ],
    [
      ['before', anImage('contact', A_RECORD_ID, {})],
      ['spotler', imageOf('S-1')],
    ],
    [
      ['spotler', imageOf('S-1')],
      ['before', imageOf('S-2')],
    ],
    [
      ['before', imageOf('S-2')],
      ['spotler', imageOf('S-1')],
    ],
  ] as [string, unknown][][])('are those of the registered image, whatever stands beside it', (...images) => {
    expect(externalIdsOf(body(...images), COLUMN)).toEqual({ [A_RECORD_ID]: 'S-1' });
  });

  it.each([[1.5], [true], [{}], [[]], [Number.MAX_SAFE_INTEGER + 1]])('are no value such as %j', (value) => {
    expect(externalIdsOf(body(['before', imageOf(value)]), COLUMN)).toEqual({});
  });

  it('are found among items that are none', () => {
    const images = {
      ...body(),
      PreEntityImages: [null, 1, [], { key: 'spotler' }, { key: 'spotler', value: imageOf('S-1') }],
    };
    expect(externalIdsOf(images, COLUMN)).toEqual({ [A_RECORD_ID]: 'S-1' });
  });

  it('belong to the primary record when an image does not say whose it is', () => {
    const image = { Attributes: [null, { key: COLUMN, value: 'S-1' }] };
    expect(externalIdsOf(body(['spotler', image]), COLUMN)).toEqual({ [A_RECORD_ID]: 'S-1' });
    expect(externalIdsOf({ ...body(['spotler', image]), PrimaryEntityId: null }, COLUMN)).toEqual({});
  });

  it('come in the image that is registered', () => {
    expect(defaultRegistration().image.alias).toBe(EXTERNAL_ID_IMAGE);
  });
});
