import { describe, expect, it } from '@jest/globals';
import { aDesiredState } from '../testing/a-desired-state.ts';

describe('what should be registered', () => {
  it('is asynchronous steps, and no image', () => {
    const { steps } = aDesiredState();
    expect(steps).toHaveLength(22);
    for (const { columns, image } of steps) {
      expect(columns).toMatchObject({ mode: 1, stage: 40, asyncautodelete: true });
      expect(image).toBeNull();
    }
  });

  it('filters updates, and nothing else', () => {
    const filtered = aDesiredState().steps.filter(({ filter }) => filter !== null);
    expect(filtered.map(({ message }) => message)).toEqual(['Update', 'Update', 'Update']);
    for (const { filter } of filtered) expect(filter).toContain('statecode');
  });

  it('has an image of the external id column on Update and Delete alone', () => {
    const { steps, codes } = aDesiredState({ externalIdColumn: 'new_spotlerid' });
    const withImage = steps.filter(({ image }) => image !== null);
    expect(withImage.map(({ message }) => message)).toEqual([
      'Update',
      'Delete',
      'Update',
      'Delete',
      'Update',
      'Delete',
    ]);
    expect(withImage[0]?.image?.columns).toMatchObject({ attributes: 'new_spotlerid', imagetype: 0 });
    expect(codes.map(({ column }) => column)).toContain('imagetype');
    expect(aDesiredState().codes.map(({ column }) => column)).not.toContain('imagetype');
  });

  it('sends to a queue or a topic', () => {
    const topic = {
      address: 'sb://contoso.servicebus.windows.net/',
      entity: { kind: 'topic', name: 'changes' } as const,
      keyName: null,
    };
    expect(aDesiredState().endpoint.columns).toMatchObject({ contract: 6, path: 'dataverse-changes' });
    const { columns, onlyNew } = aDesiredState({ target: topic }).endpoint;
    expect(columns).toMatchObject({ contract: 5, path: 'changes' });
    expect(onlyNew).toEqual({ solutionnamespace: 'contoso' });
    expect(columns).not.toHaveProperty('saskeyname');
  });

  it('lets whoever orders do no more than that, and the worker read but not write people', () => {
    const [user, worker] = aDesiredState().roles;
    expect(user?.privileges.map(({ name, depth }) => `${name} ${depth}`)).toEqual([
      'prvCreatespotler_job Basic',
      'prvReadspotler_job Basic',
      'prvAppendspotler_job Basic',
    ]);
    const writing = worker?.privileges.filter(({ name }) => !name.startsWith('prvRead'));
    expect(writing?.map(({ name }) => name)).toEqual(['prvWritespotler_job']);
  });

  it('lets the worker write people only where it writes external ids back', () => {
    const choices = { externalIdColumn: 'new_spotlerid', externalIdFallback: 'write-back' } as const;
    const writes = (changes: Parameters<typeof aDesiredState>[0]) =>
      aDesiredState(changes)
        .roles.flatMap(({ privileges }) => privileges)
        .filter(({ name }) => /^prvWrite(?!spotler)/.test(name))
        .map(({ name }) => name);
    expect(writes(choices)).toEqual(['prvWriteContact', 'prvWriteLead', 'prvWriteAccount']);
    expect(writes({ ...choices, externalIdFallback: 'record-id' })).toEqual([]);
    expect(writes({ ...choices, externalIdColumn: undefined })).toEqual([]);
  });

  it('is nothing about Spotler Jobs where there are to be none', () => {
    const { table, roles, steps } = aDesiredState({ jobTable: undefined });
    expect(table).toBeNull();
    expect(steps).toHaveLength(21);
    expect(roles.map(({ name }) => name)).toEqual(['Spotler Connector']);
    expect(JSON.stringify(roles)).not.toContain('spotler_job');
  });

  it('makes the job table with the values that the worker knows', () => {
    const columns = aDesiredState().table?.columns ?? [];
    const status = columns.find(({ logicalName }) => logicalName === 'spotler_status');
    expect(status).toMatchObject({ standard: 1 });
    expect([...(status?.options ?? [])]).toEqual([
      [1, 'Pending'],
      [2, 'Succeeded'],
      [3, 'Failed'],
    ]);
    expect(columns[0]).toMatchObject({ isName: true });
  });
});
