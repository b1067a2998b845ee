import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { get, type RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { connectDataverse } from './connection.ts';
import { withoutMarkers } from './guarded-response.ts';
import { aServer } from './testing/a-server.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
const QUERY = { entitySet: 'contacts', primaryKey: 'contactid', columns: ['contactid'], annotations: null };
const JSON_TYPE = { 'content-type': 'application/json' };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function urlOf(listener: RequestListener): Promise<string> {
  const server = await aServer(listener);
  closers.push(server.close);
  return server.url;
}

async function read(listener: RequestListener) {
  const url = await urlOf(listener);
  return connectDataverse({ url, authentication: { kind: 'none' }, retries: 0 }).row(QUERY, ID);
}

/** Runs dynamics-web-api bare in a process of its own and gives what became of that. */
async function bareOutcome(listener: RequestListener): Promise<string> {
  const url = await urlOf(listener);
  const script = `
    import { DynamicsWebApi } from 'dynamics-web-api';
    const client = new DynamicsWebApi({ serverUrl: '${url}' });
    const outcome = client.retrieve({ collection: 'contacts', key: '${ID}' }).then(() => 'answered', () => 'rejected');
    const never = new Promise((resolve) => setTimeout(resolve, 1000, 'never settled'));
    process.stdout.write(await Promise.race([outcome, never]));
    process.exit(0);`;
  return new Promise((resolve) => {
    const cwd = fileURLToPath(new URL('../..', import.meta.url));
    execFile(process.execPath, ['--input-type=module', '-e', script], { cwd }, (error, stdout) =>
      resolve(error === null ? stdout : 'process died'),
    );
  });
}

function notJson(...[, response]: Parameters<RequestListener>): void {
  response.writeHead(200, JSON_TYPE).end('{"contactid":');
}

function marker(...[, response]: Parameters<RequestListener>): void {
  response.writeHead(200, JSON_TYPE).end(JSON.stringify({ contactid: ID, lastname: 'x --batchresponse_ y' }));
}

function cutOff(...[, response]: Parameters<RequestListener>): void {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': '100' });
  response.write('{"contactid":', () => response.destroy());
}

describe('an answer', () => {
  it('that is not JSON is a protocol error', async () => {
    await expect(read(notJson)).rejects.toMatchObject({ kind: 'protocol' });
  });

  it('that breaks off is unavailable', async () => {
    await expect(read(cutOff)).rejects.toMatchObject({ kind: 'unavailable', code: 'ECONNRESET' });
  });

  it('with a batch marker in a value is read like any other', async () => {
    await expect(read(marker)).resolves.toMatchObject({ lastname: 'x --batchresponse_ y' });
  });

  it('with a page of HTML is a protocol error', async () => {
    const html: RequestListener = (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
    await expect(read(html)).rejects.toMatchObject({ kind: 'protocol' });
  });

  it.each([
    'null',
    '7',
    '"text"',
    '[]',
    '{"value":7}',
    '{"@odata.nextLink":7}',
    '{"__proto__":null}',
    '{"@odata.context":7}',
  ])('that is %s is a protocol error', async (body) => {
    const odd: RequestListener = (_, response) => response.writeHead(200, JSON_TYPE).end(body);
    await expect(read(odd)).rejects.toMatchObject({ kind: 'protocol' });
  });

  it('without end is given up, in bounded memory', async () => {
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const givenUp = Promise.withResolvers<void>();
    const endless: RequestListener = (_, response) => {
      response.writeHead(200, JSON_TYPE);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more).on('close', () => givenUp.resolve());
      more();
    };
    await expect(read(endless)).rejects.toMatchObject({ kind: 'unavailable', code: 'ECONNRESET' });
    await givenUp.promise;
  });

  it('that is packed, which nobody asked for, is a protocol error, and is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, ' '));
    const wanted: unknown[] = [];
    const packed: RequestListener = ({ headers }, response) => {
      wanted.push(headers['accept-encoding']);
      response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(bomb);
    };
    await expect(read(packed)).rejects.toMatchObject({ kind: 'protocol' });
    expect(wanted).toEqual([undefined]);
  });

  it('about another row is a protocol error', async () => {
    const other: RequestListener = (_, response) =>
      response.writeHead(200, JSON_TYPE).end('{"contactid":"01b5eeb5-455e-ee11-be6f-000d3a1aaa29"}');
    await expect(read(other)).rejects.toMatchObject({ kind: 'protocol' });
  });
});

describe('requests for a token', () => {
  it('are left alone, whatever their answers look like', async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0xe2, 0x82]);
    const identity = await aServer((_, response) => response.end(bytes));
    const received: Buffer[] = [];
    const getToken = async () => {
      const [response] = await once(get(identity.url), 'response');
      for await (const chunk of response) received.push(chunk);
      return { token: 'token', expiresOnTimestamp: Number.POSITIVE_INFINITY };
    };
    const url = await urlOf((_, response) =>
      response.writeHead(200, JSON_TYPE).end(JSON.stringify({ contactid: ID })),
    );
    const authentication = { kind: 'credential', credential: { getToken } } as const;
    await connectDataverse({ url, authentication }).row(QUERY, ID);
    identity.close();
    expect(Buffer.concat(received)).toEqual(bytes);
  });
});

describe('dynamics-web-api without the guard', () => {
  it.each([
    ['ends the process over an answer that is not JSON', notJson, 'process died'],
    ['ends the process over a batch marker in a value', marker, 'process died'],
    ['never settles after an answer that breaks off', cutOff, 'never settled'],
  ])('%s', async (_, listener, outcome) => {
    expect(await bareOutcome(listener)).toBe(outcome);
  });
});

describe('markers', () => {
  it('are respelt in values and kept at the start of lines', () => {
    const body =
      '--batchresponse_1\r\n{"a":"--batchresponse_1 --changesetresponse_2 --x"}\r\n--batchresponse_1--';
    const respelt = withoutMarkers(body);
    expect(respelt.split('\r\n')[0]).toBe('--batchresponse_1');
    expect(respelt.split('\r\n')[1]).not.toMatch(/--(batch|changeset)response_/);
    expect(JSON.parse(respelt.split('\r\n')[1] ?? '')).toEqual({
      a: '--batchresponse_1 --changesetresponse_2 --x',
    });
  });
});
