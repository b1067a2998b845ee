import { describe, expect, it } from '@jest/globals';
import { SPOTLER_ANSWERS } from '@spotler-connector/spotler-sdk/answers';
import { aContact, withPair } from './testing/a-pair.ts';
import { send, sign } from './testing/signed-call.ts';

const ANONYMIZE = 'PUT /contact/anonymize/{externalId}';
const once = { client: { retry: { attempts: 1 } } };

describe('the fault answer', () => {
  it.each(SPOTLER_ANSWERS.map(({ name, ...answer }) => [name, answer] as const))(
    'plays %s as it is, and changes nothing',
    async (name, answer) => {
      await withPair(async ({ simulator }) => {
        simulator.seed([aContact()]);
        simulator.faults.add({ kind: 'answer', answer: name });
        const call = { method: 'PUT', path: '/contact/anonymize/id-1' } as const;
        const { status, body } = await send(sign(simulator, call), call);
        expect({ status, body }).toEqual({ status: answer.status, body: answer.body });
        expect(simulator.state('id-1')).toBe('present');
        expect(simulator.requests()).toMatchObject([{ status: answer.status, fault: 'answer' }]);
      });
    },
  );

  it('lasts until a reset when it is told to, for one endpoint', async () => {
    await withPair(async ({ simulator, client }) => {
      const times = 'until-reset';
      simulator.faults.add({ kind: 'answer', answer: 'nginx-404-html', endpoint: ANONYMIZE, times });
      for (let count = 0; count < 3; count++) {
        await expect(client.contacts.anonymize('id-1')).rejects.toMatchObject({ kind: 'protocol' });
      }
      expect(await client.contacts.verify('id-1')).toBe('gone');
      simulator.reset();
      expect(await client.contacts.anonymize('id-1')).toMatchObject({ outcome: 'already-anonymized' });
    });
  });
});

describe('a front that answers everything', () => {
  it.each(SPOTLER_ANSWERS.filter(({ means }) => means !== 'absent').map(({ name }) => name))(
    'with %s makes nobody gone and nobody opted out',
    async (answer) => {
      await withPair(async ({ simulator, client: { contacts } }) => {
        simulator.seed([aContact()]);
        simulator.faults.add({ kind: 'answer', answer, times: 'until-reset' });
        await expect(contacts.verify('id-1')).rejects.toMatchObject({ name: 'SpotlerError' });
        await expect(contacts.optOut('id-1')).rejects.toMatchObject({ name: 'SpotlerError' });
        await expect(contacts.upsertOptedOut(aContact())).rejects.toMatchObject({ optedOut: false });
        const erasure = await contacts.anonymize('id-1').catch(() => undefined);
        expect(erasure?.outcome).not.toBe('already-anonymized');
        expect(simulator.state('id-1')).toBe('present');
      }, once);
    },
  );
});

describe.each(['bare-404', 'bare-410'] as const)(
  'a Spotler that answers about nobody with %s',
  (unknownContact) => {
    it('is asked for evidence three times in turn before anybody is gone', async () => {
      await withPair(
        async ({ simulator, client: { contacts } }) => {
          simulator.seed([aContact()]);
          expect(await contacts.anonymize('id-1')).toMatchObject({ outcome: 'anonymized', status: 410 });
          const before = simulator.requests().length;
          expect(await contacts.verify('id-1')).toBe('gone');
          const evidence = [
            { endpoint: 'GET /contact/properties/list' },
            { endpoint: 'GET /contact/{externalId}' },
            { endpoint: 'GET /contact/{externalId}' },
          ];
          const question = { endpoint: 'GET /contact/{externalId}' };
          const expected = [question, ...evidence, ...evidence, ...evidence];
          expect(simulator.requests().slice(before)).toMatchObject(expected);
          expect(await contacts.optOut('id-1')).toMatchObject({ outcome: 'unknown-contact' });
        },
        { simulator: { unknownContact } },
      );
    });

    it('creates an opted-out contact all the same', async () => {
      await withPair(
        async ({ simulator, client: { contacts } }) => {
          await contacts.upsertOptedOut(aContact());
          const permissions = [1, 2, 4].map((bit) => expect.objectContaining({ bit, enabled: false }));
          expect(simulator.contact('id-1')?.properties['permissions']).toEqual(permissions);
        },
        { simulator: { unknownContact } },
      );
    });
  },
);

describe('a Spotler that answers in its own form', () => {
  it('is asked no more for an erasure than before', async () => {
    await withPair(async ({ simulator, client: { contacts } }) => {
      simulator.seed([aContact()]);
      await contacts.anonymize('id-1');
      await contacts.verify('id-1');
      expect(simulator.requests().map(({ endpoint }) => endpoint)).toEqual([
        ANONYMIZE,
        'GET /contact/{externalId}',
      ]);
    });
  });
});
