import { describe, expect, it } from '@jest/globals';
import { entriesIn, isIntact, linesOf, readLine } from './block-lines.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './hash.ts';

const ENVELOPE = {
  chain: 'a',
  seq: 1,
  prev: 'p',
  hash: 'h',
  at: '2026-11-29T00:00:00.000Z',
  kind: 'erasure',
};
const INITIATOR = { event: 'Update', userId: 'u', operationId: 'o', changedAt: 'c' };
const ENTRY = {
  ...ENVELOPE,
  table: 'contact',
  recordId: 'r',
  contactId: 'i',
  contactKey: 'k',
  rule: 'deleted',
  causes: ['deleted'],
  policyVersion: '2',
  settings: 's',
  initiators: [INITIATOR],
  jobId: 'j',
  result: 'anonymized',
  dataverse: 'deleted',
  spotler: { kind: 'anonymized', status: 200 },
  readBack: 'gone',
  waitMs: 4,
  by: 'sweep',
  count: 5,
  decidedBy: 'd',
  generation: '7',
  compared: 10,
  found: { orphan: 1 },
  mended: 1,
  worker: 'w',
  publicKey: 'p',
};

function kindOf(line: unknown): string {
  return readLine(JSON.stringify(line)).kind;
}

describe('a line of a block', () => {
  it('is an entry, a seal, or neither', () => {
    expect(readLine(JSON.stringify(ENTRY))).toEqual({ kind: 'entry', entry: ENTRY });
    expect(readLine('{"last":1,"seal":"s"}')).toEqual({ kind: 'seal', seal: { last: 1, seal: 's' } });
    expect(
      kindOf({ ...ENTRY, initiators: [{ event: 'x', userId: null, operationId: null, changedAt: null }] }),
    ).toBe('entry');
    for (const line of [
      '',
      '{',
      '7',
      '{"last":1}',
      '{"seal":"s"}',
      '{"last":"1","seal":"s"}',
      '{"last":1,"seal":2}',
    ]) {
      expect(readLine(line)).toEqual({ kind: 'unreadable' });
    }
  });

  it.each(Object.keys(ENVELOPE))('is no entry without %s', (member) => {
    expect(kindOf({ ...ENTRY, [member]: undefined })).toBe('unreadable');
  });

  it.each(Object.keys(ENTRY))('is no entry with something else as %s', (member) => {
    for (const value of [null, true, [1], { a: 'x' }])
      expect(kindOf({ ...ENTRY, [member]: value })).toBe('unreadable');
  });

  it.each(Object.keys(ENTRY).filter((member) => !Object.hasOwn(ENVELOPE, member)))(
    'is an entry without %s',
    (member) => {
      expect(kindOf({ ...ENTRY, [member]: undefined })).toBe('entry');
    },
  );

  it.each([
    ...Object.keys(INITIATOR).map((member) => ({ initiators: [{ ...INITIATOR, [member]: 7 }] })),
    ...Object.keys(INITIATOR).map((member) => ({ initiators: [{ ...INITIATOR, [member]: undefined }] })),
    { spotler: { kind: 'anonymized' } },
    { spotler: { status: 200 } },
    { spotler: { kind: 1, status: 200 } },
    { spotler: { kind: 'anonymized', status: '200' } },
  ])('is no entry with %j', (changes) => {
    expect(kindOf({ ...ENTRY, ...changes })).toBe('unreadable');
  });
});

describe('a block', () => {
  it('is read line by line, the last one with or without its end', () => {
    expect(linesOf(Buffer.from('a\nb\n'))).toEqual(['a', 'b']);
    expect(linesOf(Buffer.from('a\n\nb'))).toEqual(['a', '', 'b']);
    expect(linesOf(Buffer.from('\ufeffa'))).toEqual(['\ufeffa']);
    expect(linesOf(Buffer.from(''))).toEqual([]);
    expect(linesOf(Uint8Array.of(0x61, 0xff))).toBeUndefined();
  });

  it('has the entries that can be read', () => {
    expect(entriesIn(Buffer.from(`${JSON.stringify(ENTRY)}\n{\n{"last":1,"seal":"s"}\n`))).toEqual([ENTRY]);
    expect(entriesIn(Uint8Array.of(0xff))).toEqual([]);
  });
});

describe('an entry', () => {
  const { hash: _, ...hashed } = ENTRY;
  const entry = { ...hashed, hash: sha256(canonicalJson(hashed)) };

  it('is intact in its canonical form, with its own hash, and nothing else', () => {
    expect(isIntact(canonicalJson(entry), entry)).toBe(true);
    expect(isIntact(JSON.stringify(entry), entry)).toBe(false);
    expect(isIntact(canonicalJson(ENTRY), ENTRY)).toBe(false);
    expect(isIntact(canonicalJson(entry), { ...entry, waitMs: 0.5 })).toBe(false);
  });
});
