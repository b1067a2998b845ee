import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decide, type RecordSnapshot } from '@spotler-connector/anonymization-policy';
import type { HeldContact } from '@spotler-connector/brake';
import { createManualClock } from '@spotler-connector/clock/testing';
import { ObjectStoreError } from '@spotler-connector/object-store';
import type { RecordSource } from '@spotler-connector/reconciler';
import { enabledPermissions, SpotlerError } from '@spotler-connector/spotler-sdk';
import { EXIT } from '../../failure/exit-code.ts';
import { aHoldingBrake } from '../../testing/a-brake-store.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import { aQueueWith } from '../../testing/replayed.ts';
import type { PermissionContacts } from './give-back.ts';
import type { RejectOptions } from './reject-command.ts';
import { rejectHeld } from './reject-held.ts';

const USER = '1d7f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11';
const IDS = [1, 2, 3, 4].map((id) => `0c6f2f1e-6d1c-4c8b-9a55-00000000000${id}`);
const [ELIGIBLE = '', REFUSING = '', OPTED_OUT = '', GONE = ''] = IDS;
let runs = 0;
const before = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'reject-'));

beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

function factsOf(id: string): RecordSnapshot {
  const doNotEmail = id === REFUSING || id === GONE;
  const doNotBulkEmail = id === OPTED_OUT;
  const facts = { state: 'active', email: 'a@example.org', doNotEmail, doNotBulkEmail } as const;
  return { table: 'contact', presence: 'present', ...facts };
}

/** Spotler's contacts: each with bit 5 on, whatever was held; the last one is gone. */
function aSpotler() {
  const enabled = new Map(IDS.slice(0, 3).map((id) => [id, new Set<number>()]));
  const contacts: PermissionContacts = {
    async get(externalId) {
      const bits = enabled.get(externalId);
      if (bits === undefined) return null;
      const permissions = [1, 2, 3].map((bit) => ({ bit, enabled: bits.has(bit) }));
      return { externalId, properties: { permissions } };
    },
    async update({ externalId, properties: { permissions } }) {
      for (const bit of enabledPermissions({ properties: { permissions } }))
        enabled.get(externalId)?.add(bit);
      return { outcome: 'updated', ambiguous: false };
    },
    async optOut(externalId) {
      enabled.get(externalId)?.clear();
      return { outcome: 'opted-out', ambiguous: false };
    },
  };
  return { contacts, enabled };
}

async function rejected(
  changes: Partial<RejectOptions> = {},
  factsAt: (id: string, look: number) => RecordSnapshot = factsOf,
  append?: () => Promise<void>,
  update?: PermissionContacts['update'],
) {
  const arranged: string[] = [];
  const [terminal, brake, { contacts, enabled }] = [aTerminal(), await aHoldingBrake(...IDS), aSpotler()];
  const queue = aQueueWith(
    ...IDS.map((id, index) => ({
      number: index + 1,
      deadLetterReason: 'HeldByBrake',
      body: { MessageName: 'Update', PrimaryEntityName: 'contact', PrimaryEntityId: id, InputParameters: [] },
    })),
  );
  const looks = new Map<string, number>();
  const source: RecordSource = {
    sharesContacts: false,
    holders: async () => [],
    mergedRecords: async () => [],
    checkColumns: async () => {},
    async read({ id }) {
      const look = (looks.get(id) ?? 0) + 1;
      looks.set(id, look);
      const snapshot = factsAt(id, look);
      return { snapshot, version: String(look), externalId: id, properties: {}, order: null };
    },
  };
  const settings = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };
  const exitCode = await rejectHeld(
    { dryRun: false, yes: true, json: false, throughTopic: false, ...changes },
    {
      terminal,
      queue,
      brake: append === undefined ? brake : { ...brake, evidence: { ...brake.evidence, append } },
      look: { source, decide: (snapshot) => decide(snapshot, settings) },
      contacts: update === undefined ? contacts : { ...contacts, update },
      arrangeLooks: async (doubtful) => void arranged.push(...doubtful.map(({ ref }) => ref.id)),
      who: async () => ({ name: 'somebody', id: USER }),
      confirm: async () => false,
      newRun: () => `abc${++runs}`,
      clock: { ...createManualClock(5), sleep: async () => {} },
      signal: new AbortController().signal,
      lockWaitMs: 60_000,
    },
  );
  const notes = new Map<string, HeldContact>();
  for await (const note of brake.held.all()) notes.set(note.id, note);
  return {
    exitCode,
    terminal,
    queue,
    notes,
    arranged,
    facts: brake.facts,
    bitsOf: (id: string) => [...(enabled.get(id) ?? [])],
  };
}

describe('brake reject', () => {
  it('gives back exactly the permissions that were noted to whoever is eligible again, and nobody else', async () => {
    const { exitCode, bitsOf, notes, terminal } = await rejected();
    expect(exitCode).toBe(EXIT.done);
    expect(IDS.map(bitsOf)).toEqual([[1, 3], [], [], []]);
    expect(IDS.map((id) => notes.get(id)?.state)).toEqual(['given-back', 'held', 'left-opted-out', 'erased']);
    expect(notes.get(ELIGIBLE)).toMatchObject({ decidedBy: 'somebody', decidedAt: 5 });
    expect(terminal.stdout()).toContain('1 got the permissions back that they had.');
    expect(terminal.stdout()).toContain('1 stay held: they are still to be forgotten.');
  });

  it('replays the dead letters of those that are not held any more, and leaves the others', async () => {
    const { queue } = await rejected();
    expect(queue.left()).toEqual(['2']);
    expect(queue.sent).toHaveLength(3);
  });

  it('takes the permissions away again when the person refuses meanwhile', async () => {
    const { bitsOf, notes } = await rejected({}, (id, look) =>
      factsOf(id === ELIGIBLE && look > 2 ? REFUSING : id),
    );
    expect(bitsOf(ELIGIBLE)).toEqual([]);
    expect(notes.get(ELIGIBLE)?.state).toBe('held');
  });

  it('leaves evidence of each contact that it decided about, and of who decided, and of no other', async () => {
    const { facts } = await rejected();
    const about = (id: string) => ({
      kind: 'rejected',
      record: { table: 'contact', id },
      externalId: id,
      decidedBy: USER,
    });
    expect(facts).toHaveLength(2);
    expect(facts).toEqual(expect.arrayContaining([about(ELIGIBLE), about(OPTED_OUT)]));
    expect((await rejected({ dryRun: true })).facts).toEqual([]);
  });

  it('keeps a contact held whose evidence can not be stored', async () => {
    const { exitCode, notes } = await rejected({}, factsOf, async () => {
      throw new ObjectStoreError({ kind: 'unavailable' });
    });
    expect(exitCode).toBe(EXIT.failed);
    expect([ELIGIBLE, OPTED_OUT].map((id) => notes.get(id)?.state)).toEqual(['held', 'held']);
  });

  it('has whoever may get permissions back late looked at once more, and nobody else', async () => {
    const failed = { kind: 'unavailable', endpoint: 'PUT /contact/{externalId}' } as const;
    const late = async () => ({ outcome: 'updated', ambiguous: true }) as const;
    const lost = () => Promise.reject(new SpotlerError({ ...failed, ambiguous: true }));
    const refused = () => Promise.reject(new SpotlerError(failed));
    const arranged = async (update?: PermissionContacts['update']) =>
      (await rejected({}, factsOf, undefined, update)).arranged;
    expect([await arranged(late), await arranged(lost)]).toEqual([[ELIGIBLE], [ELIGIBLE]]);
    expect([await arranged(refused), await arranged()]).toEqual([[], []]);
  });

  it('only looks in a dry run, and without a yes', async () => {
    for (const changes of [{ dryRun: true, json: true }, { yes: false }]) {
      const { bitsOf, queue, terminal, exitCode } = await rejected(changes);
      expect([bitsOf(ELIGIBLE), queue.sent]).toEqual([[], []]);
      if (!changes.json) expect(exitCode).toBe(EXIT.nothingToDo);
      else
        expect(JSON.parse(terminal.stdout())).toMatchObject({ givenBack: 1, leftOptedOut: 1, stillHeld: 2 });
    }
  });

  it('goes on when one record can not be read, and says so', async () => {
    const { exitCode, bitsOf, notes, terminal } = await rejected({ json: true }, (id) => {
      if (id === REFUSING) throw new Error('away');
      return factsOf(id);
    });
    expect(exitCode).toBe(EXIT.failed);
    expect(bitsOf(ELIGIBLE)).toEqual([1, 3]);
    expect(notes.get(REFUSING)?.state).toBe('held');
    expect(JSON.parse(terminal.stdout())).toMatchObject({ givenBack: 1, failed: 1, replay: { replayed: 3 } });
    expect(terminal.stderr()).toContain(REFUSING);
  });
});
