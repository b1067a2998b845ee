import { describe, expect, it } from '@jest/globals';
import type { decodeChangeMessage } from '../decode-change-message.ts';
import { malformedReport } from '../malformed-report.ts';
import { fuzzDecoder } from './fuzz-decoder.ts';
import { mutateBody } from './mutate-body.ts';
import { seededRandom } from './seeded-random.ts';

const now = performance.now.bind(performance);
function text(body: Uint8Array) {
  return new TextDecoder().decode(body);
}
const aChange = {
  kind: 'change',
  messageName: 'Update',
  operationId: null,
  correlationId: null,
  organizationId: null,
  stripped: false,
  externalIds: {},
} as const;
const brokenDecoders: [string, typeof decodeChangeMessage][] = [
  ['throws', (body) => JSON.parse(text(body))],
  [
    'quotes the body',
    (body) => ({ kind: 'malformed', report: malformedReport([{ path: '$', expected: text(body) }]) }),
  ],
  ['passes names on unchecked', (body) => ({ kind: 'foreign', table: text(body), messageName: null })],
  ['passes ids on unchecked', () => ({ ...aChange, records: [{ table: 'lead', id: '{1}' }] })],
];

describe('mutated bodies', () => {
  it('never crash the decoder and never get a value into a report', () => {
    const { kinds, failures } = fuzzDecoder(1000, 20_260_101, now);
    expect(failures).toEqual([]);
    expect(Math.min(kinds.change, kinds.job, kinds.foreign, kinds.malformed)).toBeGreaterThan(10);
  });

  it.each(brokenDecoders)('catch a decoder that %s', (_, decode) => {
    expect(fuzzDecoder(50, 1, now, decode).failures).not.toEqual([]);
  });

  it('are the same for the same seed', () => {
    const body = Buffer.from('{"MessageName":"Update","Depth":1}');
    const mutate = () => mutateBody(body, seededRandom(7));
    expect(mutate()).toEqual(mutate());
    expect(mutate()).not.toEqual(body);
  });
});
