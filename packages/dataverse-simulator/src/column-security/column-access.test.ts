import { afterEach, describe, expect, it } from '@jest/globals';
import {
  type ColumnAccessOptions,
  connectDataverse,
  createColumnAccess,
  createRecordSource,
  defaultJobTable,
  type TableAccess,
} from '@spotler-connector/dataverse';
import { aSimulator, type ListeningSimulator } from '../a-simulator.ts';
import type { DataverseSimulator } from '../dataverse-simulator.ts';

const started: ListeningSimulator[] = [];
afterEach(async () => {
  for (const { simulator } of started.splice(0)) await simulator.close();
});

async function aScene(given: Partial<ColumnAccessOptions> = {}) {
  const listening = await aSimulator();
  started.push(listening);
  const { simulator } = listening;
  const connection = connectDataverse({ url: simulator.url, authentication: { kind: 'none' }, retries: 0 });
  const access = createColumnAccess({ connection, ...given });
  const source = createRecordSource({ connection });
  return { simulator, connection, source, check: async () => unreadable(await access.check()) };
}

/** Problems as `table.column kind`. */
function unreadable(tables: readonly TableAccess[]): string[] {
  return tables.flatMap(({ table, readable, problems, message }) => {
    expect(readable).toBe(problems.length === 0);
    expect(message === null).toBe(readable);
    return problems.map(({ column, kind }) => `${table}${column === undefined ? '' : `.${column}`} ${kind}`);
  });
}

const ADDRESS = { table: 'contact', column: 'emailaddress1' };
const MASKED = { ...ADDRESS, granted: true, masked: true };

async function emailOf({ source, simulator }: Awaited<ReturnType<typeof aScene>>): Promise<unknown> {
  const id = await simulator.create('contact', { emailaddress1: 'anna@example.org' });
  const { snapshot } = await source.read({ table: 'contact', id });
  return snapshot.presence === 'present' ? snapshot.email : snapshot.presence;
}

describe('the columns that are read', () => {
  it('can be relied on when none is secured, at four requests', async () => {
    const { check, simulator } = await aScene();
    expect(await check()).toEqual([]);
    expect(simulator.requests()).toBe(4);
  });

  it.each(['emailaddress1', 'donotemail', 'statecode', 'masterid', 'merged', 'firstname', 'modifiedon'])(
    'are unreadable with %s secured and not granted',
    async (column) => {
      const { check, simulator } = await aScene();
      simulator.columnSecurity.secure({ table: 'contact', column });
      expect(await check()).toEqual([`contact.${column} not-granted`]);
      simulator.columnSecurity.secure({ table: 'contact', column, granted: true });
      expect(await check()).toEqual([]);
    },
  );

  it('are those of the mapping and of the external id column', async () => {
    const email = [{ column: 'emailaddress2', property: 'email' }];
    const mapping = { contact: email, lead: email, account: email };
    const { check, simulator } = await aScene({ mapping, externalIdColumn: 'new_spotlerid' });
    simulator.columnSecurity.secure({ table: 'lead', column: 'emailaddress1' });
    expect(await check()).toEqual([]);
    simulator.columnSecurity.secure({ table: 'lead', column: 'emailaddress2' });
    simulator.columnSecurity.secure({ table: 'account', column: 'new_spotlerid' });
    expect(await check()).toEqual(['lead.emailaddress2 not-granted', 'account.new_spotlerid not-granted']);
  });

  it('are those of Spotler Jobs too, whose orders keep people away', async () => {
    const jobTable = defaultJobTable();
    const { check, simulator } = await aScene({ jobTable });
    const column = jobTable.columns.recordVersion;
    simulator.columnSecurity.secure({ table: jobTable.table, column });
    expect(await check()).toEqual([`${jobTable.table}.${column} not-granted`]);
  });

  it('say what to grant', async () => {
    const { connection, simulator } = await aScene();
    simulator.columnSecurity.secure(ADDRESS);
    const [contact] = await createColumnAccess({ connection }).check();
    expect(contact?.message).toMatch(/emailaddress1 of contact is secured.*column security profile/);
  });

  it('can be relied on when they are secured against changes only', async () => {
    const { check, simulator } = await aScene();
    simulator.columnSecurity.secure({ ...ADDRESS, readableByAll: true });
    expect(await check()).toEqual([]);
  });

  it('can be relied on by a system administrator', async () => {
    const scene = await aScene();
    scene.simulator.columnSecurity.secure(ADDRESS);
    scene.simulator.columnSecurity.setAdministrator(true);
    expect(await scene.check()).toEqual([]);
    expect(await emailOf(scene)).toBe('anna@example.org');
  });

  it('are unreadable under a masking rule, for a system administrator too', async () => {
    const { check, simulator } = await aScene();
    simulator.columnSecurity.secure(MASKED);
    expect(await check()).toEqual(['contact.emailaddress1 masked']);
    simulator.columnSecurity.setAdministrator(true);
    expect(await check()).toEqual(['contact.emailaddress1 masked']);
  });

  it('are unreadable when it is not known whether a masking rule applies', async () => {
    const { check, simulator } = await aScene();
    simulator.columnSecurity.secure({ ...ADDRESS, granted: true });
    simulator.columnSecurity.setMaskingRulesVisible(false);
    expect(await check()).toEqual(['contact.emailaddress1 masking-unknown']);
  });

  it('are unreadable when a table does not have them', async () => {
    const email = [{ column: 'emailaddress1', property: 'email' }];
    const contact = [...email, { column: 'nothing', property: 'p' }];
    const { check } = await aScene({ mapping: { contact, lead: email, account: email } });
    expect(await check()).toEqual(['contact.nothing unknown']);
  });

  it('say whether rows that are looked for by their values may be hidden', async () => {
    const { check, simulator } = await aScene({ externalIdColumn: 'new_spotlerid' });
    expect(await check()).toEqual([]);
    simulator.columnSecurity.setReadDepth('lead', 'Deep');
    expect(await check()).toEqual(['lead rows-hidden']);
    const byId = await aScene();
    byId.simulator.columnSecurity.setReadDepth('lead', 'Deep');
    expect(await byId.check()).toEqual([]);
  });

  it('say whether Spotler Jobs may be hidden', async () => {
    const jobTable = defaultJobTable();
    const { check, simulator } = await aScene({ jobTable });
    simulator.columnSecurity.setReadDepth(jobTable.table, 'Local');
    expect(await check()).toEqual([`${jobTable.table} rows-hidden`]);
  });

  it.each(['systemusers', 'EntityDefinitions', 'WhoAmI', 'attributemaskingrules'])(
    'are not readable for want of an answer about %s',
    async (path) => {
      const { check, simulator } = await aScene();
      simulator.columnSecurity.secure(MASKED);
      simulator.fail({ path, times: 3 });
      await expect(check()).rejects.toMatchObject({ kind: 'unavailable' });
      simulator.clearFaults();
      simulator.fail({ path, status: 404, code: 'NotFound', times: 3 });
      await expect(check()).rejects.toMatchObject({ kind: 'protocol' });
    },
  );

  it('have no masking rules in an environment that does not know them', async () => {
    const { check, simulator } = await aScene();
    simulator.columnSecurity.secure({ ...ADDRESS, granted: true });
    simulator.fail({ path: 'attributemaskingrules', status: 404, code: '0x8006088a' });
    expect(await check()).toEqual([]);
  });
});

describe('without the check', () => {
  async function readBy(secure: (simulator: DataverseSimulator) => void): Promise<unknown> {
    const scene = await aScene();
    secure(scene.simulator);
    return emailOf(scene);
  }

  it('a secured address would read as none, and a masked one as another', async () => {
    expect(await readBy(() => {})).toBe('anna@example.org');
    expect(await readBy(({ columnSecurity }) => columnSecurity.secure(ADDRESS))).toBeNull();
    expect(await readBy(({ columnSecurity }) => columnSecurity.secure(MASKED))).toBe('a***@example.org');
  });

  it('a hidden record would not be found to hold a contact', async () => {
    const { connection, simulator } = await aScene();
    const id = await simulator.create('contact', { new_spotlerid: 'S-1' });
    const source = createRecordSource({ connection, externalIdColumn: 'new_spotlerid' });
    simulator.hide('contact', id);
    expect(await source.holders({ table: 'lead', id }, 'S-1')).toEqual([]);
  });

  it('queries would not find by a secured column', async () => {
    const { connection, simulator } = await aScene();
    const id = await simulator.create('contact', { new_spotlerid: 'S-1' });
    const source = createRecordSource({ connection, externalIdColumn: 'new_spotlerid' });
    const ref = { table: 'lead', id } as const;
    expect(await source.holders(ref, 'S-1')).toHaveLength(1);
    simulator.columnSecurity.secure({ table: 'contact', column: 'new_spotlerid' });
    expect(await source.holders(ref, 'S-1')).toEqual([]);
    simulator.columnSecurity.release('contact', 'new_spotlerid');
    expect(await source.holders(ref, 'S-1')).toHaveLength(1);
  });
});
