import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aSimulator, type ListeningSimulator } from '../a-simulator.ts';

const CONTACT_TYPE = 'Microsoft.Dynamics.CRM.contact';
const NOBODY = '01b5eeb5-455e-ee11-be6f-000d3a1aaa29';

let listening: ListeningSimulator;
beforeEach(async () => {
  listening = await aSimulator();
});
afterEach(() => listening.simulator.close());

function aContact(id: string) {
  return { '@odata.type': CONTACT_TYPE, contactid: id };
}

async function merge(parameters: unknown): Promise<number> {
  const { status } = await fetch(`${listening.simulator.url}/api/data/v9.2/Merge`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof parameters === 'string' ? parameters : JSON.stringify(parameters),
  });
  return status;
}

describe('the action Merge', () => {
  it('gives the one row the content, deactivates the other, and publishes it for both', async () => {
    const { simulator, decoded } = listening;
    const survivor = await simulator.create('contact', { lastname: 'Berg' });
    const loser = await simulator.create('contact', { lastname: 'Dal' });
    const before = (await decoded()).length;
    expect(
      await merge({
        Target: aContact(survivor),
        Subordinate: aContact(loser.toUpperCase()),
        UpdateContent: { '@odata.type': CONTACT_TYPE, lastname: 'Duin' },
      }),
    ).toBe(204);
    expect(simulator.get('contact', survivor)).toMatchObject({ lastname: 'Duin', statecode: 0 });
    expect(simulator.get('contact', loser)).toMatchObject({ lastname: 'Dal', statecode: 1, merged: true });
    const records = (await decoded()).slice(before).flatMap((message) => {
      return 'records' in message ? message.records.map(({ id }) => id) : [];
    });
    expect(new Set(records)).toEqual(new Set([survivor, loser]));
  });

  it('needs no content', async () => {
    const { simulator } = listening;
    const survivor = await simulator.create('contact', { lastname: 'Berg' });
    const loser = await simulator.create('contact', { lastname: 'Dal' });
    expect(await merge({ Target: aContact(survivor), Subordinate: aContact(loser) })).toBe(204);
    expect(simulator.get('contact', survivor)).toMatchObject({ lastname: 'Berg' });
  });

  it('refuses rows that are not there, of two tables, or not named, and changes nothing', async () => {
    const { simulator } = listening;
    const id = await simulator.create('contact', { lastname: 'Berg' });
    const account = await simulator.create('account', { name: 'Berg' });
    const Target = aContact(id);
    expect(await merge({ Target, Subordinate: aContact(NOBODY) })).toBe(404);
    expect(await merge({ Target: aContact(NOBODY), Subordinate: aContact(id) })).toBe(404);
    expect(await merge({ Target, Subordinate: { accountid: account } })).toBe(400);
    expect(await merge({ Target })).toBe(400);
    expect(await merge('')).toBe(400);
    expect(await merge('{')).toBe(400);
    expect(simulator.get('contact', id)).toMatchObject({ lastname: 'Berg', statecode: 0 });
  });
});
