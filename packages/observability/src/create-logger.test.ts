import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createLogger } from './create-logger.ts';
import { aStream, linesOf, textOf } from './testing/lines-of.ts';

const STANDING = createManualClock(Date.parse('2024-05-06T07:08:09.010Z'));
const RECORD = '6f1ed002-ab5c-4f3c-9e1f-0a1b2c3d4e5f';

describe('createLogger', () => {
  it('writes one JSON object per line: time, level, event, fields', async () => {
    const text = await textOf((logger) => {
      logger.info('message settled', {
        table: 'contact',
        recordId: RECORD,
        causes: ['no-email'],
        attempts: 1,
      });
      logger.warn('system down');
    });
    expect(text).toBe(
      `{"time":"2024-05-06T07:08:09.010Z","level":"info","event":"message settled","table":"contact","recordId":"${RECORD}","causes":["no-email"],"attempts":1}\n` +
        '{"time":"2024-05-06T07:08:09.010Z","level":"warn","event":"system down"}\n',
    );
  });

  it('writes for people when asked to', async () => {
    const text = await textOf(
      (logger) => logger.error('system down', { system: 'spotler', causes: ['inactive', 'no-email'] }),
      {
        format: 'pretty',
      },
    );
    expect(text).toMatch(/^07:08:09\.010 error system down +system=spotler causes=inactive,no-email\n$/);
  });

  it.each([
    [true, /^07:08/],
    [false, /^\{/],
  ])('looks by itself whether the stream is a terminal (%s)', async (isTTY, form) => {
    const stream = aStream(isTTY);
    const logger = createLogger({ stream, clock: STANDING });
    logger.info('started');
    await logger.close();
    expect(stripVTControlCharacters(stream.text())).toMatch(form);
  });

  it.each([
    ['error', ['error']],
    ['warn', ['error', 'warn']],
    ['info', ['error', 'warn', 'info']],
    ['debug', ['error', 'warn', 'info', 'debug']],
  ] as const)('at level %s writes %j', async (level, written) => {
    const lines = await linesOf(
      (logger) => {
        for (const each of ['error', 'warn', 'info', 'debug'] as const) logger[each]('something happened');
      },
      { level },
    );
    expect(lines).toEqual(written.map((each) => expect.objectContaining({ level: each })));
  });

  it('has written everything when it is closed, in order', async () => {
    const lines = await linesOf((logger) => {
      for (let count = 0; count < 2_000; count += 1) logger.info('counted', { count });
    });
    expect(lines).toEqual(Array.from({ length: 2_000 }, (_, count) => expect.objectContaining({ count })));
  });

  it('can be closed twice, and ignores what comes after', async () => {
    const stream = aStream();
    const logger = createLogger({ stream });
    await Promise.all([logger.close(), logger.close()]);
    logger.error('too late');
    await logger.close();
    expect(stripVTControlCharacters(stream.text())).toBe('');
  });

  it('leaves the stream open, for it is not its own', async () => {
    const stream = aStream();
    await createLogger({ stream }).close();
    expect(stream.writableEnded).toBe(false);
  });

  it('leaves out fields that are not there', async () => {
    const lines = await linesOf((logger) => logger.info('started', { port: undefined, table: undefined }));
    expect(Object.keys(Object(lines[0]))).toEqual(['time', 'level', 'event']);
  });

  it('marks what it holds back: names of ours by name, others by number', async () => {
    const fields = { recordId: 'not a guid', action: 'Some One', nickname: 'x', table: 'lead' };
    const [line] = await linesOf((logger) => logger.info('started', fields));
    expect(line).toMatchObject({ table: 'lead', heldBack: ['recordId', 'action'], unknownFields: 1 });
  });

  it('does not print an event that is no fixed text of ours', async () => {
    const events = [
      'Hello World',
      'mail to a@b.nl',
      'x'.repeat(61),
      '',
      ' started',
      'record 12',
      'a:b',
      'a\nb',
    ];
    const lines = await linesOf((logger) => events.forEach((event) => void logger.info(event)));
    expect(lines).toEqual(events.map(() => expect.objectContaining({ event: 'unnamed event' })));
  });

  it('never throws, whatever it is given', async () => {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const throwing = {
      get table(): string {
        throw new Error('no');
      },
    };
    const deep: { error?: unknown } = {};
    deep.error = deep;
    const lines = await linesOf((logger) => {
      logger.info('one', throwing);
      logger.info('two', { error: revoked.proxy });
      logger.info('three', { error: { cause: revoked.proxy, errors: revoked.proxy } });
      logger.info('four', deep);
      logger.info('five', revoked.proxy);
      logger.info('six', { error: Symbol('x'), count: Number.NaN, sequenceNumber: 12n });
    });
    expect(lines).toHaveLength(6);
    expect(lines[5]).toMatchObject({ heldBack: ['count'], sequenceNumber: '12' });
  });
});
