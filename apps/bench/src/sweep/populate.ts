import type { Services } from '@spotler-connector/local-services';

const BATCH = 10_000;

type Systems = Pick<Services, 'dataverse' | 'spotler'>;

/**
 * Fills both simulators with so many people who agree, but for one in a thousand each who refuses, who is
 * missing in Spotler, and whose record is gone.
 */
export async function populate({ dataverse, spotler }: Systems, people: number): Promise<void> {
  for (let start = 0; start < people; start += BATCH) {
    const contacts = [];
    for (let number = start; number < Math.min(people, start + BATCH); number++) {
      const kind = number % 1_000;
      const { email, lastName } = personOf(number);
      const id = idOf(number);
      if (kind !== 3) {
        const columns = {
          emailaddress1: email,
          firstname: 'Jan',
          lastname: lastName,
          donotemail: kind === 1,
        };
        await dataverse.create('contact', columns, id);
      }
      const properties = { email, firstName: 'Jan', lastName };
      if (kind !== 2) contacts.push({ externalId: id, properties });
    }
    spotler.seed(contacts);
  }
}

/** Changes what does not agree, so that it does. */
export async function agree({ dataverse, spotler }: Systems, people: number): Promise<void> {
  for (let start = 0; start < people; start += 1_000) {
    await dataverse.update('contact', idOf(start + 1), { donotemail: false });
    for (const number of [start + 2, start + 3]) {
      const { email, lastName } = personOf(number);
      const [id, firstName] = [idOf(number), 'Jan'];
      if (number === start + 2)
        spotler.seed([{ externalId: id, properties: { email, firstName, lastName } }]);
      else {
        await dataverse.create(
          'contact',
          { emailaddress1: email, firstname: firstName, lastname: lastName },
          id,
        );
      }
    }
  }
}

/** Changes one person in a thousand, and syncs them, but every hundredth of them, whose message is lost. */
export async function changeSome({ dataverse, spotler }: Systems, people: number): Promise<void> {
  const synced = [];
  for (let number = 7; number < people; number += 1_000) {
    const { email } = personOf(number);
    const lastName = `Married ${number}`;
    await dataverse.update('contact', idOf(number), { lastname: lastName });
    const isLost = number % 100_000 === 7;
    if (!isLost) {
      synced.push({ externalId: idOf(number), properties: { email, firstName: 'Jan', lastName } });
    }
  }
  spotler.seed(synced);
}

function personOf(number: number) {
  return { email: `person-${number}@example.org`, lastName: `Invented ${number}` };
}

function idOf(number: number): string {
  const hex = Math.imul(number, 0x9e3779b1) >>> 0;
  return `${hex.toString(16).padStart(8, '0')}-6d1c-4c8b-9a55-${String(number).padStart(12, '0')}`;
}
