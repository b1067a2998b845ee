import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@spotler-connector/clock';
import { type Services, startServices } from '@spotler-connector/local-services';
import { createPageModel } from '../model/page-model.ts';
import type { Command } from '../view/command.ts';
import { type Actors, perform } from './perform.ts';

let services: Services;
const ran: (readonly string[])[] = [];
const faults: string[] = [];
const model = createPageModel(systemClock);

beforeAll(async () => {
  services = await startServices({
    dataverse: { onChange: model.records.onChange },
    onContact: model.contacts.onContact,
  });
  model.contacts.connect(services.spotler);
});
afterAll(() => services.close());

function act(command: Command, busy = false): Promise<void> {
  const workers = {} as Actors['workers'];
  const operator = {
    busy,
    run: async (args: readonly string[]) => void ran.push(args),
    close: async () => {},
  };
  const setFault = (system: string, fault: string) => void faults.push(`${system} ${fault}`);
  return perform(command, { services, workers, operator, model, setFault });
}

async function aPerson(): Promise<{ table: 'contact'; id: string }> {
  await act({ kind: 'create', table: 'contact', count: 1 });
  return { table: 'contact', id: model.records.view('').rows[0]?.id ?? '' };
}

describe('a command of the page', () => {
  it('changes a record as a user of Dataverse would, and the view follows', async () => {
    const person = await aPerson();
    await act({ kind: 'change', change: 'refuse-email', ...person });
    expect(model.records.get(person.id)).toMatchObject({ refusesEmail: true, state: 'active' });
    await act({ kind: 'change', change: 'deactivate', ...person });
    expect(model.records.get(person.id)?.state).toBe('inactive');
    await act({ kind: 'delete', ...person });
    expect(model.records.get(person.id)?.state).toBe('deleted');
    await act({ kind: 'restore', ...person });
    expect(model.records.get(person.id)?.state).toBe('inactive');
    expect(model.stories.of(person.id).map(({ title }) => title)).toEqual([
      'Created',
      'Changed',
      'Changed',
      'Deleted',
      'Restored',
    ]);
  });

  it('merges one record into another', async () => {
    const [one, other] = [await aPerson(), await aPerson()];
    await act({ kind: 'merge', into: other.id, ...one });
    expect(model.records.get(one.id)?.state).toBe('merged');
    expect(model.records.get(other.id)?.state).toBe('active');
  });

  it('tells of a Spotler Job in the story of its record', async () => {
    const person = await aPerson();
    await act({ kind: 'order', ...person });
    expect(model.stories.of(person.id).at(-1)).toMatchObject({
      title: 'Spotler Job',
      detail: 'orders the anonymization',
    });
  });

  it('subscribes a contact that Spotler has, and no other', async () => {
    const person = await aPerson();
    await expect(act({ kind: 'subscribe', ...person })).rejects.toThrow('does not have this contact');
    services.spotler.seed([{ externalId: person.id, properties: {} }]);
    await act({ kind: 'subscribe', ...person });
    const [contact] = model.contacts.view(person.id).rows;
    expect(contact?.permissions.map(({ enabled }) => enabled)).toEqual([true, true, true]);
  });

  it('changes a hundred at once, the newest, and no more', async () => {
    await act({ kind: 'create', table: 'contact', count: 100 });
    await act({ kind: 'create', table: 'contact', count: 100 });
    await act({ kind: 'change-many', change: 'refuse-email' });
    const refusing = [...model.records.all()].filter(
      ({ refusesEmail, state }) => refusesEmail && state === 'active',
    );
    expect(refusing).toHaveLength(100);
    expect(model.records.view('').rows).toHaveLength(100);
    expect(model.records.view('Person 3').rows.length).toBeGreaterThan(0);
  });

  it('puts contacts into Spotler that no record has', async () => {
    const { present } = model.contacts.view('');
    await act({ kind: 'add-strangers' });
    expect(model.contacts.view('').present).toBe(present + 3);
  });

  it('breaks a system, and runs the operator’s commands one at a time', async () => {
    await act({ kind: 'break', system: 'spotler', fault: 'late' });
    expect(faults).toEqual(['spotler late']);
    await act({ kind: 'operate', operation: 'brake release' });
    expect(ran).toEqual([['brake', 'release', '--all', '--yes']]);
    await expect(act({ kind: 'operate', operation: 'doctor' }, true)).rejects.toThrow('still running');
  });

  it('fails for a record that is not there', async () => {
    const nobody = { table: 'contact', id: '00000000-0000-4000-8000-000000000000' } as const;
    await expect(act({ kind: 'delete', ...nobody })).rejects.toThrow('There is no contact');
  });
});
