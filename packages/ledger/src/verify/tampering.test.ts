import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '../canonical-json.ts';
import { sha256 } from '../hash.ts';
import { aLedger, linesAt, tamper } from '../testing/a-ledger.ts';
import { anId } from '../testing/some-facts.ts';
import { verifyEvidence } from './verify-evidence.ts';

/** An entry with other members, and the hash that belongs to them. */
function forged(line: string, changes: object): string {
  const { hash: _, ...entry } = { ...JSON.parse(line), ...changes };
  return canonicalJson({ ...entry, hash: sha256(canonicalJson(entry)) });
}

/** Result of verifying a ledger that somebody tampered with. */
async function verified(tampering: (ledger: Awaited<ReturnType<typeof aLedger>>) => void) {
  const ledger = await aLedger();
  tampering(ledger);
  const { problems } = await verifyEvidence(ledger.evidence);
  return problems.map(({ kind, seq, object, message }) => ({ kind, seq, object, message, ledger }));
}

function split([a = '', b = '', c = '', seal = '']: readonly string[]) {
  return { a, b, c, seal };
}

describe('verifying evidence that somebody tampered with', () => {
  it.each<[string, Parameters<typeof verified>[0], string, number]>([
    [
      'an entry that was changed',
      ({ evidence, first }) => {
        const { a, b, c, seal } = split(linesAt(evidence, first[1]));
        tamper(evidence, first[1], [a, b.replace(anId(2), anId(9)), c, seal]);
      },
      'changed',
      3,
    ],
    [
      'an entry with a number that nobody writes alike',
      ({ evidence, first }) => {
        const { a, b, c, seal } = split(linesAt(evidence, first[1]));
        tamper(evidence, first[1], [a, b.replace(/("(?!seq)\w+"):\d+/, '$1:0.5'), c, seal]);
      },
      'changed',
      3,
    ],
    [
      'an entry that was changed and hashed anew',
      ({ evidence, first }) => {
        const { a, b, c, seal } = split(linesAt(evidence, first[1]));
        tamper(evidence, first[1], [a, forged(b, { result: 'not-erased' }), c, seal]);
      },
      'changed',
      3,
    ],
    [
      'the last entry of a block, changed and hashed anew',
      ({ evidence, first }) => {
        const { a, b, c, seal } = split(linesAt(evidence, first[1]));
        tamper(evidence, first[1], [a, b, forged(c, { result: 'not-erased' }), seal]);
      },
      'changed',
      4,
    ],
    [
      'an entry that is written in another way',
      ({ evidence, first }) => {
        const { a, b, c, seal } = split(linesAt(evidence, first[1]));
        tamper(evidence, first[1], [a, b.replace(',', ', '), c, seal]);
      },
      'changed',
      3,
    ],
    [
      'an entry that was removed',
      ({ evidence, first }) => {
        const { a, c, seal } = split(linesAt(evidence, first[1]));
        tamper(evidence, first[1], [a, c, seal]);
      },
      'missing',
      3,
    ],
    [
      'an entry that was removed from the end of its block',
      ({ evidence, first }) => {
        const { a, b, seal } = split(linesAt(evidence, first[1]));
        tamper(evidence, first[1], [a, b, seal]);
      },
      'missing',
      4,
    ],
    [
      'a block that ends early',
      ({ evidence, first }) => tamper(evidence, first[1], linesAt(evidence, first[1]).slice(0, 2)),
      'missing',
      4,
    ],
    [
      'a block that was removed',
      ({ evidence, first }) => void evidence.objects.delete(first[1] ?? ''),
      'missing',
      2,
    ],
    [
      'entries that were swapped',
      ({ evidence, first }) => {
        const { a, b, c, seal } = split(linesAt(evidence, first[1]));
        tamper(evidence, first[1], [b, a, c, seal]);
      },
      'out-of-order',
      3,
    ],
    [
      'an entry that stands twice',
      ({ evidence, first }) => {
        const { a, b, c, seal } = split(linesAt(evidence, first[1]));
        tamper(evidence, first[1], [a, a, b, c, seal]);
      },
      'out-of-order',
      2,
    ],
    [
      'blocks that were swapped',
      ({ evidence, first }) => {
        const [one, other] = [linesAt(evidence, first[1]), linesAt(evidence, first[2])];
        tamper(evidence, first[1], other);
        tamper(evidence, first[2], one);
      },
      'missing',
      2,
    ],
    [
      'an entry that was appended by hand, right as it is in itself',
      ({ evidence, second }) => {
        const [begin = '', entry = '', seal = ''] = linesAt(evidence, second[0]);
        const { hash } = JSON.parse(entry);
        tamper(evidence, second[0], [begin, entry, forged(entry, { seq: 2, prev: hash }), seal]);
      },
      'appended',
      2,
    ],
    [
      'an entry that was appended after the seal',
      ({ evidence, second }) => {
        const lines = linesAt(evidence, second[0]);
        const { hash } = JSON.parse(lines[1] ?? '');
        tamper(evidence, second[0], [...lines, forged(lines[1] ?? '', { seq: 2, prev: hash })]);
      },
      'appended',
      2,
    ],
    [
      'a block that was appended to a chain whose writer was killed',
      ({ evidence, second }) => {
        const [, entry = '', seal = ''] = linesAt(evidence, second[0]);
        const { hash } = JSON.parse(entry);
        const added = forged(entry, { seq: 2, prev: hash });
        const name = second[0]?.replace('0000000000', '0000000002');
        tamper(evidence, name, [added, canonicalJson({ ...JSON.parse(seal), last: 2 })]);
      },
      'changed',
      2,
    ],
    [
      'a block after the end of its chain',
      ({ evidence, first }) => {
        const lines = linesAt(evidence, first[1]);
        tamper(evidence, first[1]?.replace('0000000002', '0000000007'), lines);
      },
      'appended',
      7,
    ],
    [
      'a block that was moved to another month',
      ({ evidence, second }) => {
        const lines = linesAt(evidence, second[0]);
        evidence.objects.delete(second[0] ?? '');
        tamper(evidence, second[0]?.replace('2026-11', '2026-10'), lines);
      },
      'out-of-order',
      0,
    ],
    [
      'bytes that are no text',
      ({ evidence, first }) => void evidence.objects.set(first[1] ?? '', Uint8Array.of(0xff)),
      'changed',
      2,
    ],
  ])('names %s', async (_, tampering, kind, seq) => {
    const [problem, ...others] = await verified(tampering);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ kind, seq, message: expect.stringMatching(/^[A-Z][^.]{10,}\.$/) });
  });
});
