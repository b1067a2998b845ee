import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import got from 'got';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import winston from 'winston';
import type { Logger } from './create-logger.ts';
import { FIELD_SHAPES } from './field-shapes.ts';
import { aStream, textOf } from './testing/lines-of.ts';

const CANARY = 'canary.person+1@example.org';

/** Something that a log line could be given by mistake: an event and fields, with the canary in them. */
type Slip = [event: unknown, fields: unknown];

function anError(): Error {
  return new Error(`Contact ${CANARY} is refused\n    at ${CANARY} (/${CANARY}/canary.person.ts:1:1)`);
}

function renamed(): Error {
  const error = new Error('short');
  error.stack = `Error: ${CANARY}\n    at x (/srv/${CANARY}.ts:1:1)\n    at ${CANARY} (/srv/a.ts:1:1)`;
  return error;
}

const SLIPS: Record<string, Slip> = {
  'the event': [`Synced ${CANARY}`, {}],
  'the event alone': [CANARY, undefined],
  'an unknown field': ['synced', { email: CANARY }],
  'the name of a field': ['synced', { [CANARY]: 1 }],
  'a member of a field': ['synced', { table: { email: CANARY } }],
  'the name of a member': ['synced', { recordId: { [CANARY]: 1 } }],
  'a list': ['synced', { causes: [CANARY] }],
  'a list in place of fields': ['synced', [CANARY]],
  'a text in place of fields': ['synced', CANARY],
  'the path of an address': ['synced', { endpoint: `https://api.example.org/contact/${CANARY}` }],
  'the user of an address': [
    'synced',
    { endpoint: `https://${encodeURIComponent(CANARY)}:x@api.example.org/` },
  ],
  'an error': ['failed', { error: anError() }],
  'an error in place of fields': ['failed', anError()],
  'an error in an unknown field': ['failed', { reasonWhy: anError() }],
  'an error that is a text': ['failed', { error: CANARY }],
  'the name of an error': ['failed', { error: Object.assign(new Error('x'), { name: CANARY }) }],
  'the code of an error': ['failed', { error: Object.assign(new Error('x'), { code: CANARY }) }],
  'a property of an error': [
    'failed',
    { error: Object.assign(new Error('x'), { property: CANARY, contact: CANARY }) },
  ],
  'a stack that was written over': ['failed', { error: renamed() }],
  'a cause': ['failed', { error: new Error('x', { cause: anError() }) }],
  'a cause of a cause that is a text': [
    'failed',
    { error: new Error('x', { cause: new Error('y', { cause: CANARY }) }) },
  ],
  'gathered errors': [
    'failed',
    { error: new AggregateError([anError(), new Error('x', { cause: anError() })], CANARY) },
  ],
  'the failure of an error': [
    'failed',
    { error: { failure: { code: CANARY, kind: CANARY, property: CANARY } } },
  ],
};

/** A logger as one would write it without an allow-list. */
async function textOfPlainWinston([event, fields]: Slip): Promise<string> {
  const stream = aStream();
  const logger = winston.createLogger({
    format: winston.format.printf(({ message, fields }) => inspect({ message, fields }, { depth: 9 })),
    transports: [new winston.transports.Stream({ stream })],
  });
  logger.info({ message: event, fields });
  await new Promise<void>((resolve) => stream.write('', () => resolve()));
  return stream.text();
}

function write(logger: Logger, [event, fields]: Slip): void {
  for (const level of ['error', 'warn', 'info', 'debug'] as const)
    Reflect.apply(logger[level], logger, [event, fields]);
}

describe.each(['json', 'pretty'] as const)('the %s log', (format) => {
  it.each(Object.entries(SLIPS))('does not print an address from %s', async (_, slip) => {
    const text = await textOf((logger) => write(logger, slip), { format });
    expect(text).not.toMatch(/canary/i);
    expect(text.trim().split('\n')).toHaveLength(4);
  });

  it('does not print an address from any field of ours', async () => {
    const fields = Object.fromEntries(Object.keys(FIELD_SHAPES).map((name) => [name, CANARY]));
    expect(await textOf((logger) => write(logger, ['synced', fields]), { format })).not.toContain('canary');
  });

  it('does not print an address from anything at all', async () => {
    const names = fc.oneof(
      fc.constantFrom(...Object.keys(FIELD_SHAPES), 'cause', 'errors', 'failure', 'stack'),
      fc.string(),
    );
    const anything = fc.anything({
      key: names,
      values: [fc.constant(CANARY), fc.emailAddress().map((e) => `${CANARY}${e}`)],
    });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, anything), async (fields) => {
        expect(await textOf((logger) => write(logger, ['synced', fields]), { format })).not.toContain(
          'canary',
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('a log without the allow-list', () => {
  it.each(Object.entries(SLIPS))('prints the address from %s', async (_, slip) => {
    expect(await textOfPlainWinston(slip)).toContain('canary');
  });
});

describe('an error of the HTTP client', () => {
  const server = setupServer(
    http.all('https://api.example.org/*', () =>
      HttpResponse.json({ message: `no ${CANARY}` }, { status: 400, headers: { 'x-contact': 'canary' } }),
    ),
  );

  it('gives its code and status away, and not its address, headers or body', async () => {
    server.listen({ onUnhandledFrame: 'error' });
    const request = got(`https://api.example.org/contact/${CANARY}?email=${CANARY}`, {
      headers: { authorization: 'Bearer canary' },
      retry: { limit: 0 },
    });
    const error: unknown = await request.catch((caught: unknown) => caught);
    server.close();
    const text = await textOf((logger) => logger.error('call failed', { error }), { format: 'json' });
    expect(text).toMatch(/"name":"HTTPError","code":"ERR_NON_2XX_3XX_RESPONSE","status":400/);
    expect(text).not.toContain('canary');
    expect(await textOfPlainWinston(['call failed', { error }])).toContain('canary');
  });
});
