import { describe, expect, it } from '@jest/globals';
import { createPageJournal, type PageJournal } from './page-journal.ts';
import { StartOverError } from './start-over-error.ts';
import { changingSides } from './testing/changing-sides.ts';
import { compared } from './testing/compared.ts';
import { aStage, kindsOf, REFUSES } from './testing/night-stage.ts';
import { severalSweeps } from './testing/several-sweeps.ts';
import { aContact, aRecord, idOf } from './testing/two-sides.ts';

describe('a sweep of what changed', () => {
  it('reads nothing but changes, and counts all', async () => {
    const { sides, sweeps } = await aStage();
    const { findings, records, contacts } = await sweeps.next();
    expect({ findings, records, contacts }).toEqual({ findings: [], records: 35, contacts: 35 });
    expect(sides.asked).toHaveLength(4);
  });

  it('finds what a full one finds, night after night, until it is mended', async () => {
    const { sides, sweeps } = await aStage();
    sides.put(aRecord(1, REFUSES));
    sides.put(aRecord(2, { properties: { email: 'person-2@example.org', lastName: 'New' } }));
    sides.put(aRecord(50));
    sides.delete(idOf(3));
    const first = ['differs 2', 'missing 50', 'must-be-gone 1', 'orphan 3'];
    expect(kindsOf((await sweeps.next()).findings)).toEqual(first);
    expect(kindsOf((await sweeps.full()).findings)).toEqual(first);
    // Nobody mends them; and another one comes.
    sides.put(aRecord(4, REFUSES));
    expect(kindsOf((await sweeps.next()).findings)).toEqual([...first, 'must-be-gone 4'].sort());
    sides.write(aContact(2, { properties: { email: 'person-2@example.org', lastName: 'New' } }));
    sides.write(aContact(50));
    for (const number of [1, 3, 4]) sides.erase(idOf(number));
    expect((await sweeps.next()).findings).toEqual([]);
    expect((await sweeps.full()).findings).toEqual([]);
  });

  it('asks once whether a contact is gone, and forgets it then', async () => {
    const { sides, sweeps } = await aStage();
    sides.put(aRecord(1, REFUSES));
    sides.erase(idOf(1));
    const questions = () => sides.asked.filter((each) => each.startsWith('present')).length;
    expect((await sweeps.next()).findings).toEqual([]);
    expect(questions()).toBe(1);
    const { findings, contacts } = await sweeps.next();
    expect([findings, contacts, questions()]).toEqual([[], 34, 1]);
    // Somebody brings the contact back.
    sides.write(aContact(1));
    expect(kindsOf((await sweeps.next()).findings)).toEqual(['must-be-gone 1']);
  });

  it('obeys who refused first and changed again, and who came back', async () => {
    const { sides, sweeps } = await aStage();
    sides.put(aRecord(1, REFUSES));
    expect(kindsOf((await sweeps.next()).findings)).toEqual(['must-be-gone 1']);
    sides.put(aRecord(1));
    expect((await sweeps.next()).findings).toEqual([]);
    sides.delete(idOf(2));
    await sweeps.next();
    sides.put(aRecord(2));
    expect((await sweeps.next()).findings).toEqual([]);
  });

  it('finds a contact that was changed in Spotler alone', async () => {
    const { sides, sweeps } = await aStage();
    sides.write(aContact(1, { properties: { email: 'person-1@example.org', lastName: 'Other' } }));
    sides.write(aContact(60));
    expect(kindsOf((await sweeps.next()).findings)).toEqual(['differs 1', 'orphan 60']);
  });

  it('reads everything when it is not known any more what changed, or a page is missing', async () => {
    const { sides, sweeps } = await aStage();
    sides.expired = true;
    await expect(sweeps.next()).rejects.toBeInstanceOf(StartOverError);
    sides.expired = false;
    await sweeps.store.remove('sweep/run1/contacts/00000002');
    await expect(sweeps.next()).rejects.toBeInstanceOf(StartOverError);
  });

  it('goes on after a crash at any page, and finds the same', async () => {
    const { sides, sweeps } = await aStage();
    for (let number = 0; number < 25; number++) sides.put(aRecord(number, number % 3 === 0 ? REFUSES : {}));
    for (let number = 20; number < 45; number++) sides.write(aContact(number));
    sides.delete(idOf(30));
    const whole = await compared(sides, { base: sweeps.base() });
    const expected = kindsOf(whole.findings);
    expect(expected.length).toBeGreaterThan(10);
    for (let lives = 1; ; lives++) {
      const journal = createPageJournal(sweeps.store, 'nightly');
      let left = 1;
      const mortal: PageJournal = {
        ...journal,
        async append(page) {
          if (left-- === 0) throw new RangeError('crash');
          await journal.append(page);
        },
      };
      const result = await compared(sides, { base: sweeps.base(), journal: mortal }).catch(() => undefined);
      if (result === undefined) continue;
      expect(lives).toBeGreaterThan(4);
      expect(kindsOf(result.findings)).toEqual(expected);
      expect(result.changes).toEqual(whole.changes);
      return;
    }
  });

  it('keeps no id that may be an address', async () => {
    const sides = changingSides();
    sides.write(aContact(1, { contactId: 'jan@canary.example' }));
    sides.write(aContact(2, { contactId: idOf(2).toUpperCase() }));
    const sweeps = severalSweeps(sides);
    expect(kindsOf((await sweeps.next()).findings)).toContain('orphan 2');
    for await (const name of sweeps.store.list('sweep/')) {
      const { body } = (await sweeps.store.read(name)) ?? { body: Buffer.from('') };
      expect(Buffer.from(body).toString('latin1')).not.toContain('canary');
    }
    expect(kindsOf((await sweeps.next()).findings)).toEqual(['orphan 2']);
    const told = severalSweeps(sides, { keepForeignIds: true });
    await told.next();
    const pages = [];
    for await (const name of told.store.list('sweep/')) pages.push((await told.store.read(name))?.body);
    expect(Buffer.concat(pages.map((body) => body ?? Buffer.from(''))).toString('latin1')).toContain(
      'canary',
    );
  });
});
