import type { Services } from '@spotler-connector/local-services';

const BATCH = 10_000;

/**
 * Fills both simulators with so many people who agree, but for one in a thousand each who refuses, who is
 * missing in Spotler, and whose record is gone.
 */
export async function populate({ dataverse, spotler }: Services, people: number): Promise<void> {
  for (let start = 0; start < people; start += BATCH) {
    const contacts = [];
    for (let number = start; number < Math.min(people, start + BATCH); number++) {
      const kind = number % 1_000;
      const [email, lastName] = [`person-${number}@example.org`, `Invented ${number}`];
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

function idOf(number: number): string {
  const hex = Math.imul(number, 0x9e3779b1) >>> 0;
  return `${hex.toString(16).padStart(8, '0')}-6d1c-4c8b-9a55-${String(number).padStart(12, '0')}`;
}
