import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aSimulator, type ListeningSimulator } from '../a-simulator.ts';

let listening: ListeningSimulator;
beforeEach(async () => {
  listening = await aSimulator();
});
afterEach(() => listening.simulator.close());

async function command(
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; body: unknown }> {
  const given = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${listening.simulator.url}/_simulator${path}`, { method, ...given });
  return { status: response.status, body: await response.json() };
}

async function create(columns: object) {
  const { body } = await command('POST', '/contact', columns);
  return String(Object(body).id);
}

describe('commands', () => {
  it('make, show, change and delete rows, and send messages for it', async () => {
    const id = await create({ lastname: 'Berg' });
    expect(await command('PATCH', `/contact/${id}`, { donotemail: true })).toMatchObject({
      body: { donotemail: true },
    });
    expect(await command('GET', '/contact')).toMatchObject({ body: [{ lastname: 'Berg' }] });
    expect(await command('DELETE', `/contact/${id}`)).toMatchObject({ status: 200 });
    expect(await command('GET', `/contact/${id}`)).toMatchObject({ status: 404 });
    expect(await listening.decoded()).toMatchObject(
      ['Create', 'Update', 'Delete'].map((messageName) => ({ messageName })),
    );
  });

  it('say how many messages were sent', async () => {
    expect(await command('GET', '/messages')).toEqual({ status: 200, body: { published: 0 } });
    await create({ lastname: 'Berg' });
    expect(await command('GET', '/messages')).toEqual({ status: 200, body: { published: 1 } });
    expect(await command('DELETE', '/messages')).toMatchObject({ status: 400 });
  });

  it('merge, restore, hide and show', async () => {
    const [survivor, loser] = [await create({}), await create({})];
    await command('POST', `/contact/${survivor}/merge`, { subordinateId: loser });
    expect(await command('GET', `/contact/${loser}`)).toMatchObject({ body: { merged: true } });
    await command('DELETE', `/contact/${loser}`);
    expect(await command('POST', `/contact/${loser}/restore`)).toMatchObject({
      status: 200,
      body: { merged: true },
    });
    const status = async () =>
      (await fetch(`${listening.simulator.url}/api/data/v9.2/contacts(${loser})`)).status;
    await command('POST', `/contact/${loser}/hide`);
    expect(await status()).toBe(403);
    await command('POST', `/contact/${loser}/show`);
    expect(await status()).toBe(200);
  });

  it('order an anonymization with a Spotler Job', async () => {
    const id = await create({});
    const { body } = await command('POST', '/jobs', { table: 'contact', id: id.toUpperCase() });
    expect(await command('GET', `/spotler_job/${Object(body).id}`)).toMatchObject({
      body: { spotler_operation: 1, spotler_status: 1, spotler_customerid: { table: 'contact', id } },
    });
    await command('POST', '/jobs', { table: 'lead', id });
    expect(await command('GET', '/spotler_job')).toMatchObject({
      body: [{}, { spotler_leadid: { table: 'lead', id } }],
    });
  });

  it('set and clear faults', async () => {
    const whoAmI = async () => (await fetch(`${listening.simulator.url}/api/data/v9.2/WhoAmI`)).status;
    await command('POST', '/faults', { status: 429, times: 2 });
    expect([await whoAmI(), await whoAmI(), await whoAmI()]).toEqual([429, 429, 200]);
    await command('POST', '/faults', { times: 9 });
    await command('DELETE', '/faults');
    expect(await whoAmI()).toBe(200);
  });

  it('secure a column, and set a state as old clients do', async () => {
    const id = await create({ emailaddress1: 'berg@example.org' });
    const read = async () => {
      const url = `${listening.simulator.url}/api/data/v9.2/contacts(${id})?$select=emailaddress1`;
      return Object(await (await fetch(url)).json()).emailaddress1;
    };
    await command('POST', '/columns', { table: 'contact', column: 'emailaddress1' });
    expect(await read()).toBeNull();
    await command('POST', '/columns', { table: 'contact', column: 'emailaddress1', granted: true });
    expect(await read()).toBe('berg@example.org');
    expect(await command('POST', `/contact/${id}/state`, { statecode: 1, statuscode: 2 })).toMatchObject({
      body: { statecode: 1, statuscode: 2 },
    });
  });

  it.each([
    ['POST', '/columns', { table: 'contact' }, 400],
    ['GET', '/task', undefined, 404],
    ['PUT', '/contact', {}, 400],
    ['POST', '/faults', { status: 'bad' }, 400],
    ['POST', '/jobs', { table: 'task', id: 'x' }, 400],
    ['POST', '/jobs', { table: 'contact' }, 400],
    ['GET', '/jobs', undefined, 400],
    ['GET', '/contact/01b5eeb5-455e-ee11-be6f-000d3a1aaa29', undefined, 404],
    ['POST', '/contact/01b5eeb5-455e-ee11-be6f-000d3a1aaa29/restore', {}, 404],
  ])('say what is possible after %s %s', async (method, path, body, status) => {
    const answer = await command(method, path, body);
    expect(answer).toMatchObject({ status, body: { message: expect.stringMatching(/\.$/) } });
  });
});
