import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@spotler-connector/local-services';
import { endAll } from '../testing/running-services.ts';
import { aStage, type Stage } from './testing/a-stage.ts';

const ADDRESS = { table: 'contact', column: 'emailaddress1' } as const;
const MASKED = { ...ADDRESS, granted: true, masked: true };

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
}, 60_000);
afterEach(() => {
  for (const { table, column } of stage.dataverse.columnSecurity.all())
    stage.dataverse.columnSecurity.release(table, column);
});
afterAll(endAll);

function addressOf(id: string): unknown {
  return stage.spotler.contact(id)?.properties['email'];
}

function citiesAre(city: string, ids: readonly string[]): boolean {
  return ids.every((id) => stage.spotler.contact(id)?.properties['city'] === city);
}

/** Expects a line that names the column, and nothing written; then grants it, and waits for the changes. */
async function stoppedUntilGranted(ids: readonly string[], kind: string): Promise<void> {
  const addresses = ids.map(addressOf);
  await until(() => stage.logged('column not readable').length > 0);
  await until(() => stage.logged('system down').length > 0);
  expect(stage.logged('column not readable')[0]).toMatchObject({
    table: 'contact',
    property: 'emailaddress1',
    kind,
  });
  expect(stage.logged('system down')[0]).toMatchObject({
    system: 'dataverse',
    errorCode: 'ColumnNotReadable',
  });
  expect(citiesAre('Delft', ids)).toBe(true);
  expect(ids.map(addressOf)).toEqual(addresses);
  stage.dataverse.columnSecurity.release('contact', 'emailaddress1');
  await until(() => citiesAre('Utrecht', ids));
  expect(ids.map(addressOf)).toEqual(addresses);
  expect(stage.logged('columns readable')).toMatchObject([{ table: 'contact' }]);
}

async function move(ids: readonly string[]): Promise<void> {
  for (const id of ids) await stage.dataverse.update('contact', id, { address1_city: 'Utrecht' });
}

describe.each([
  ['secured', ADDRESS, 'not-granted'],
  ['masked', MASKED, 'masked'],
] as const)('a column that is %s', (_, column, kind) => {
  it('before the worker starts has nobody erased and nothing written, until it is granted', async () => {
    const ids = [await stage.person(), await stage.person()];
    await stage.stop();
    stage.dataverse.columnSecurity.secure(column);
    await move(ids);
    await stage.start();
    await stoppedUntilGranted(ids, kind);
  }, 60_000);

  it('while the worker runs has nobody erased and nothing written after the next check, until it is granted', async () => {
    await stage.start({ mutants: ['checking-columns-always'] });
    const ids = [await stage.person(), await stage.person()];
    stage.dataverse.columnSecurity.secure(column);
    await move(ids);
    await stoppedUntilGranted(ids, kind);
  }, 60_000);
});

describe('a worker that does not check columns', () => {
  it('erases everybody whose address is secured, and writes masked addresses over true ones', async () => {
    await stage.start({ mutants: ['without-column-check'] });
    const [hidden, masked] = [await stage.person(), await stage.person()];
    stage.dataverse.columnSecurity.secure(ADDRESS);
    await move([hidden]);
    await stage.settled({ recordId: hidden, rule: 'no-valid-email', settlement: 'complete' });
    expect(stage.spotler.state(hidden)).toBe('anonymized');
    stage.dataverse.columnSecurity.secure(MASKED);
    await move([masked]);
    await until(() => citiesAre('Utrecht', [masked]));
    expect(addressOf(masked)).toMatch(/\*@/);
  }, 60_000);
});
