import { describe, expect, it } from '@jest/globals';
import type { RowChange } from './row.ts';
import { mergeRows, updateInSteps } from './row-operations.ts';
import { createRowStore } from './row-store.ts';
import { CONTACT, LEAD } from './table-definition.ts';

/** A store of which every change is kept; ids are counted up. */
function aStore() {
  const changes: RowChange[] = [];
  let [ids, now] = [0, 1_767_225_600_000];
  const store = createRowStore([CONTACT, LEAD], {
    now: () => {
      now += 1000;
      return now;
    },
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    onChange: (change) => changes.push(change),
  });
  return { store, changes, messages: () => changes.map(({ message }) => message) };
}

describe('rows', () => {
  it('get defaults, key, time stamps and a full name', () => {
    const { store } = aStore();
    const { columns } = store.create('contact', { firstname: 'Anna', lastname: 'Berg' }, 'c');
    expect(columns).toMatchObject({
      contactid: 'id-1',
      fullname: 'Anna Berg',
      statecode: 0,
      donotemail: false,
      createdon: '2026-01-01T00:00:01Z',
    });
  });

  it('grow a version with every change, over all tables', () => {
    const { store } = aStore();
    const first = store.create('contact', {}, 'c').version;
    const second = store.create('lead', {}, 'c').version;
    const third = store.update('contact', 'id-1', {}, 'c')?.version;
    expect([second, third]).toEqual([first + 1, first + 2]);
    expect(store.version()).toBe(third);
  });

  it('are told of with what they were and what they are', () => {
    const { store, changes } = aStore();
    store.create('contact', { lastname: 'Berg' }, 'c');
    store.update('contact', 'id-1', { lastname: 'Dal' }, 'd');
    expect(changes[1]).toMatchObject({
      message: 'Update',
      before: { columns: { lastname: 'Berg' } },
      after: { columns: { lastname: 'Dal' } },
      submitted: { lastname: 'Dal' },
      correlationId: 'd',
    });
  });

  it('that are missing are neither changed, deleted nor restored', () => {
    const { store, changes } = aStore();
    expect(store.update('contact', 'x', {}, 'c')).toBeNull();
    expect(store.delete('contact', 'x', 'c')).toBe(false);
    expect(store.restore('contact', 'x', 'c')).toBeNull();
    expect(mergeRows(store, { table: 'contact', targetId: 'x', subordinateId: 'y', content: {} }, 'c')).toBe(
      false,
    );
    expect(changes).toEqual([]);
    expect(() => store.get('task', 'x')).toThrow('There is no table task');
  });

  it('that were deleted are remembered until they come back', () => {
    const { store } = aStore();
    store.create('lead', { subject: 'x' }, 'c');
    store.delete('lead', 'id-1', 'c');
    expect(store.deletions('lead')).toEqual([{ id: 'id-1', version: store.version() }]);
    expect(store.restore('lead', 'id-1', 'c')?.columns).toMatchObject({ subject: 'x' });
    expect(store.deletions('lead')).toEqual([]);
    store.delete('lead', 'id-1', 'c');
    store.create('lead', {}, 'c', 'id-1');
    expect(store.deletions('lead')).toEqual([]);
  });
});

describe('a transaction', () => {
  it('tells of its changes when it is done', () => {
    const { store, messages } = aStore();
    store.transaction(() => {
      store.create('contact', {}, 'c');
      expect(messages()).toEqual([]);
      return true;
    });
    expect(messages()).toEqual(['Create']);
  });

  it('leaves no trace when it fails', () => {
    const { store, messages } = aStore();
    store.create('contact', { lastname: 'Berg' }, 'c');
    store.transaction(() => {
      store.update('contact', 'id-1', { lastname: 'Dal' }, 'c');
      store.create('lead', {}, 'c');
      return false;
    });
    expect(messages()).toEqual(['Create']);
    expect(store.get('contact', 'id-1')?.columns).toMatchObject({ lastname: 'Berg' });
    expect(store.all('lead')).toEqual([]);
  });
});

describe('an update', () => {
  it.each([
    [{ lastname: 'Dal' }, [{ lastname: 'Dal' }]],
    [{ statecode: 1, statuscode: 2 }, [{ statecode: 1, statuscode: 2 }]],
    [{ statecode: 1, lastname: 'Dal' }, [{ lastname: 'Dal' }, { statecode: 1 }]],
  ])('of %j is carried out in the steps of Dataverse', (columns, steps) => {
    const { store, changes } = aStore();
    store.create('contact', {}, 'c');
    updateInSteps(store, 'contact', 'id-1', columns, 'c');
    expect(changes.slice(1).map(({ submitted }) => submitted)).toEqual(steps);
  });
});
