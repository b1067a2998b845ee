import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createEvidenceWriter } from './create-evidence-writer.ts';
import { sha256 } from './hash.ts';
import { aLedgerStore } from './testing/a-ledger-store.ts';
import { anErasure, anId } from './testing/some-facts.ts';

function aWriter() {
  const [evidence, state] = [aLedgerStore(), aLedgerStore()];
  const clock = createManualClock(5_000);
  return {
    evidence,
    state,
    clock,
    writer: createEvidenceWriter({ evidence, state, clock, writer: 'worker-1' }),
  };
}

function textOf(body: Uint8Array | undefined): string {
  return new TextDecoder().decode(body);
}

function linesIn({ objects }: ReturnType<typeof aLedgerStore>): string[] {
  const blocks = [...objects].filter(([name]) => name.startsWith('chains/')).sort();
  return blocks.flatMap(([, body]) => textOf(body).trimEnd().split('\n'));
}

describe('a writer of evidence', () => {
  it('stores a fact before it says so, and first of all who writes', async () => {
    const { evidence, writer } = aWriter();
    await writer.append(anErasure(1));
    const entries = linesIn(evidence).map((line) => JSON.parse(line));
    expect(entries).toMatchObject([
      { kind: 'begin', worker: 'worker-1', seq: 0, prev: '0'.repeat(64), format: '1' },
      { kind: 'erasure', recordId: anId(1), contactId: anId(1), waitMs: 4_000, result: 'anonymized', seq: 1 },
      { seal: expect.any(String) },
    ]);
  });

  it('chains entries by their hashes, over blocks too', async () => {
    const { evidence, writer } = aWriter();
    await writer.append(anErasure(1));
    await writer.append(anErasure(2));
    await writer.end();
    const entries = linesIn(evidence)
      .map((line) => JSON.parse(line))
      .filter(({ seal }) => seal === undefined);
    expect(entries.map(({ kind }) => kind)).toEqual(['begin', 'erasure', 'erasure', 'end']);
    for (const [index, entry] of entries.entries()) {
      const { hash, ...hashed } = entry;
      expect(entry.seq).toBe(index);
      expect(entry.prev).toBe(entries[index - 1]?.hash ?? '0'.repeat(64));
      const sorted = Object.fromEntries(Object.entries(hashed).sort(([a], [b]) => (a < b ? -1 : 1)));
      if (entry.kind === 'begin' || entry.kind === 'end') expect(sha256(JSON.stringify(sorted))).toBe(hash);
    }
  });

  it('stores what comes at once with one write', async () => {
    const { evidence, writer } = aWriter();
    await Promise.all(Array.from({ length: 50 }, (_, index) => writer.append(anErasure(index))));
    expect(evidence.written.filter((name) => name.startsWith('chains/'))).toHaveLength(1);
    await Promise.all(Array.from({ length: 450 }, (_, index) => writer.append(anErasure(index))));
    expect(evidence.written.filter((name) => name.startsWith('chains/'))).toHaveLength(4);
  });

  it('says where an entry is before it is there', async () => {
    const { evidence, writer } = aWriter();
    await writer.append(anErasure(1));
    expect(evidence.written.map((name) => name.split('/')[0])).toEqual(['records', 'chains']);
  });

  it('keeps no external id that is no GUID, but a hash that is the same for every writer', async () => {
    const { evidence, state, clock, writer } = aWriter();
    const other = createEvidenceWriter({ evidence, state, clock, writer: 'worker-2' });
    await writer.append(anErasure(1, { externalId: 'canary@example.org' }));
    await other.append(anErasure(1, { externalId: 'canary@example.org' }));
    const raw = [...evidence.objects].map(([name, body]) => name + textOf(body)).join('');
    expect(raw).not.toContain('canary');
    const keys = raw.match(/"contactKey":"[0-9a-f]{64}"/g);
    expect(new Set(keys).size).toBe(1);
    expect(keys).toHaveLength(2);
    expect([...state.objects.keys()]).toEqual(['ledger/contact-key']);
  });

  it('fails when the fact can not be stored, and begins another chain afterwards', async () => {
    const { evidence, writer } = aWriter();
    await writer.append(anErasure(1));
    evidence.failing = 'chains/';
    await expect(writer.append(anErasure(2))).rejects.toMatchObject({ kind: 'unavailable' });
    evidence.failing = undefined;
    await writer.append(anErasure(2));
    const begun = linesIn(evidence).filter((line) => line.includes('"kind":"begin"'));
    expect(begun).toHaveLength(2);
  });

  it('writes nothing for a writer that had nothing to say', async () => {
    const { evidence, writer } = aWriter();
    await writer.end();
    expect(evidence.written).toEqual([]);
  });

  it('never writes an entry before the one that it follows upon, though the clock is set back', async () => {
    const { evidence, state } = aWriter();
    const times = [5_000, 5_000, 4_000, 4_000];
    const clock = { now: () => times.shift() ?? 0 };
    const writer = createEvidenceWriter({ evidence, state, clock, writer: 'w' });
    await writer.append(anErasure(1));
    await writer.append(anErasure(2));
    const at = linesIn(evidence).flatMap((line) => JSON.parse(line).at ?? []);
    expect(at).toEqual([...at].sort());
  });
});
