import { afterEach, describe, expect, it } from '@jest/globals';
import { defaultJobTable } from '@spotler-connector/dataverse';
import { StartOverError } from '@spotler-connector/sweep';
import { endAll } from '../testing/running-services.ts';
import { type ComparedOptions, comparedSimulators } from './testing/compared-simulators.ts';

afterEach(endAll);

const REFUSES = { donotemail: true };
const HOUR_MS = 3_600_000;

/** Both systems, who agree, and of whom a sweep knows. */
async function aStage(options: ComparedOptions = {}, names: readonly string[] = ['Anna', 'Bert', 'Cees']) {
  const stage = await comparedSimulators(options);
  const ids: string[] = [];
  for (const name of names) ids.push(await stage.person(name));
  expect(await stage.nightly()).toEqual([]);
  stage.later(HOUR_MS);
  const [anna = '', bert = '', cees = ''] = ids;
  return { ...stage, anna, bert, cees };
}

/** An order to erase a contact that was carried out, about the record as it is. */
async function anOrder({ dataverse }: Awaited<ReturnType<typeof aStage>>, id: string): Promise<void> {
  const { table, columns, operations, statuses } = defaultJobTable();
  await dataverse.create(table, {
    [columns.operation]: operations.anonymizeContact,
    [columns.customer]: { table: 'contact', id, name: null },
    [columns.status]: statuses.succeeded,
    [columns.recordVersion]: `${dataverse.etag('contact', id)} until=sync`,
  });
}

describe('a sweep of what changed finds what a full one finds', () => {
  it('about a record that was merged into one that refuses now, or is deleted', async () => {
    const stage = await aStage();
    const { dataverse, spotler, anna, bert, cees } = stage;
    await dataverse.merge('contact', anna, bert);
    await dataverse.merge('contact', bert, cees);
    expect(await stage.nightly()).toEqual([]);
    // Its own contact is gone already, and no message told of the others.
    await dataverse.update('contact', anna, REFUSES);
    spotler.reset();
    await Promise.all([bert, cees].map((id) => spotler.seed([{ externalId: id, properties: {} }])));
    const full = await stage.full();
    expect(full).toEqual([`must-be-gone ${bert}`, `must-be-gone ${cees}`].sort());
    expect(await stage.nightly()).toEqual(full);
  });

  it('and would not, if nobody asked who was merged', async () => {
    const stage = await aStage({ without: { mergedRecords: async () => [] } });
    await stage.dataverse.merge('contact', stage.anna, stage.bert);
    await stage.nightly();
    await stage.dataverse.update('contact', stage.anna, REFUSES);
    expect(await stage.full()).toContain(`must-be-gone ${stage.bert}`);
    expect(await stage.nightly()).not.toContain(`must-be-gone ${stage.bert}`);
  });

  it('about a contact that was erased by order and is there again', async () => {
    const stage = await aStage();
    await anOrder(stage, stage.anna);
    const full = await stage.full();
    expect(full).toEqual([`must-be-gone ${stage.anna}`]);
    expect(await stage.nightly()).toEqual(full);
    stage.later(HOUR_MS);
    expect(await stage.nightly()).toEqual(full);
  });

  it('about contacts under other spellings of ids', async () => {
    const stage = await aStage();
    const upper = await stage.person('Dirk');
    stage.spotler.seed([
      { externalId: `{${stage.anna.toUpperCase()}}`, properties: { email: 'Anna@example.org' } },
      { externalId: upper.toUpperCase(), properties: { email: 'Dirk@example.org' } },
    ]);
    await stage.dataverse.update('contact', upper, REFUSES);
    const erasing = (findings: readonly string[]) => findings.filter((each) => each.startsWith('must'));
    const full = await stage.full();
    expect(erasing(full)).toEqual([`must-be-gone ${upper}`, `must-be-gone ${upper.toUpperCase()}`].sort());
    expect(full).toContain(`other-spelling {${stage.anna.toUpperCase()}}`);
    expect(erasing(await stage.nightly())).toEqual(erasing(full));
  });

  it('about a record that refuses, when another table has a record of its id since', async () => {
    const stage = await aStage();
    await stage.dataverse.update('contact', stage.anna, REFUSES);
    expect(await stage.nightly()).toEqual([`must-be-gone ${stage.anna}`]);
    await stage.dataverse.create('lead', { emailaddress1: 'Anna@example.org' }, stage.anna);
    const erasing = [`must-be-gone ${stage.anna}`];
    expect(await stage.full()).toEqual(expect.arrayContaining(erasing));
    expect(await stage.nightly()).toEqual(erasing);
  });

  it('where a column holds the ids: about another id, a refusal and a deletion', async () => {
    const stage = await comparedSimulators({ column: 'telephone1', fallback: 'record-id' });
    const anna = await stage.person('Anna', { telephone1: 'S-1' }, 'S-1');
    const bert = await stage.person('Bert');
    const cees = await stage.person('Cees', { telephone1: 'S-3' }, 'S-3');
    expect(await stage.nightly()).toEqual([]);
    await stage.dataverse.update('contact', anna, REFUSES);
    await stage.dataverse.delete('contact', bert);
    await stage.dataverse.update('contact', cees, { telephone1: 'S-4' });
    const full = await stage.full();
    expect(full).toEqual(
      ['foreign-id S-3', `missing ${cees}`, `must-be-gone ${anna}`, `orphan ${bert}`].sort(),
    );
    expect(await stage.nightly()).toEqual(full.filter((each) => !each.startsWith('foreign-id')));
  });

  it('night after night, whatever happens', async () => {
    let seed = 11;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const stage = await comparedSimulators({});
    const ids: string[] = [];
    for (const name of ['Anna', 'Bert', 'Cees', 'Dirk', 'Eva', 'Femke', 'Gijs', 'Henk', 'Ida', 'Joop']) {
      ids.push(await stage.person(name));
    }
    await stage.nightly();
    for (let night = 0; night < 12; night++) {
      stage.later(HOUR_MS);
      for (let change = random(5); change > 0; change--) {
        const id = ids[random(ids.length)] ?? '';
        const other = ids[random(ids.length)] ?? '';
        const { dataverse, spotler } = stage;
        const isThere = dataverse.get('contact', id) !== null;
        const acts = [
          () => isThere && dataverse.update('contact', id, REFUSES),
          () => isThere && dataverse.update('contact', id, { lastname: `Name ${night}` }),
          () => isThere && dataverse.delete('contact', id),
          () => !isThere && dataverse.restore('contact', id),
          () =>
            isThere &&
            id !== other &&
            dataverse.get('contact', other) &&
            dataverse.merge('contact', other, id),
          () => isThere && anOrder({ ...stage, anna: '', bert: '', cees: '' }, id),
          () => spotler.seed([{ externalId: id, properties: { lastName: `Late ${night}` } }]),
          async () => void ids.push(await stage.person(`new-${night}`)),
        ];
        await acts[random(acts.length)]?.();
      }
      const full = await stage.full();
      const erasing = (findings: readonly string[]) =>
        findings.filter((each) => /^(must-be|orphan)/.test(each));
      expect([night, ...erasing(await stage.nightly())]).toEqual([night, ...erasing(full)]);
    }
  });
});

describe('a sweep of what changed', () => {
  it('reads everything anew when one table alone does not know any more what changed', async () => {
    const stage = await aStage();
    const { lead = '' } = stage.links();
    stage.relink({ lead: lead.replace(/deltatoken=(\d+)!\d+/, 'deltatoken=$1!0') });
    await stage.dataverse.update('contact', stage.anna, REFUSES);
    await expect(stage.nightly()).rejects.toBeInstanceOf(StartOverError);
    stage.relink({ lead });
    expect(await stage.nightly()).toEqual([`must-be-gone ${stage.anna}`]);
  });

  it('asks everything in one request, and in one more for each table whose link a batch does not follow', async () => {
    for (const [changesInBatches, requests] of [
      ['followed', 1],
      ['refused', 4],
      ['ignored', 4],
    ] as const) {
      const stage = await aStage({ dataverse: { changesInBatches } });
      await stage.dataverse.delete('contact', stage.anna);
      const before = stage.dataverse.requests();
      expect(await stage.nightly()).toEqual([`orphan ${stage.anna}`]);
      // After that: who was merged into the deleted one, and whether that is absent in every table.
      expect(stage.dataverse.requests() - before).toBe(requests + 2);
    }
  });

  it('finds in the next night what was deleted while it read', async () => {
    const stage = await aStage();
    await stage.dataverse.update('contact', stage.anna, REFUSES);
    let isDeleted = false;
    const first = await stage.nightly(() => {
      if (!isDeleted) void stage.dataverse.delete('contact', stage.bert);
      isDeleted = true;
    });
    expect(first).toContain(`must-be-gone ${stage.anna}`);
    stage.later(HOUR_MS);
    expect(await stage.nightly()).toEqual([`must-be-gone ${stage.anna}`, `orphan ${stage.bert}`].sort());
  });
});
