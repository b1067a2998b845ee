import { describe, expect, it } from '@jest/globals';
import { DataverseError, type FailedJobs, type PlanItem } from '@spotler-connector/dataverse';
import { checkRegistration } from './check-registration.ts';

const NONE: FailedJobs = { count: 0, since: null, steps: [] };

function anItem(changes: Partial<PlanItem> = {}): PlanItem {
  return { kind: 'step', name: 'Update of contact', state: 'right', says: [], mends: [], ...changes };
}

function checked(plan: readonly PlanItem[], jobs = NONE) {
  return checkRegistration({ planMessaging: async () => plan, failedJobs: async () => jobs });
}

function refusing(kind: DataverseError['kind']) {
  const refuse = () =>
    Promise.reject(new DataverseError({ kind, message: 'Dataverse refuses', status: 403 }));
  return checkRegistration({ planMessaging: refuse, failedJobs: refuse });
}

describe('checkRegistration', () => {
  it('is content with what is right, with steps of others, and with what is not offered', async () => {
    const plan = [anItem(), anItem({ state: 'foreign' }), anItem({ state: 'not-offered' })];
    const findings = await checked(plan);
    expect(findings.map(({ status }) => status)).toEqual(['ok', 'ok']);
    expect(findings[0]?.says).toContain('its steps (1)');
  });

  it.each<[Partial<PlanItem>, string, string]>([
    [{ state: 'create' }, 'The step "Update of contact" is not registered.', 'dataverse register'],
    [
      { state: 'update', says: ['it is disabled'] },
      'The step "Update of contact": it is disabled.',
      'register',
    ],
    [
      { kind: 'endpoint', name: 'messages', state: 'stuck', says: ['there are 2'] },
      'The service endpoint "messages": there are 2.',
      'by hand',
    ],
  ])('says what is wrong with %j', async (changes, says, remedy) => {
    const [finding] = await checked([anItem(changes)]);
    expect(finding).toMatchObject({ status: 'failed', says, remedy: expect.stringContaining(remedy) });
  });

  it('says it once when nothing is registered', async () => {
    const plan = ['Create', 'Update', 'Delete'].map((name) => anItem({ name, state: 'create' }));
    const findings = await checked(plan);
    expect(findings.map(({ says }) => says)[0]).toBe(
      'Nothing is registered, so Dataverse tells nobody of changes.',
    );
    expect(findings).toHaveLength(2);
  });

  it('warns of an image that sends values along', async () => {
    const [finding] = await checked([anItem({ kind: 'image', state: 'foreign', says: ['it sends values'] })]);
    expect(finding).toMatchObject({ status: 'warning', says: expect.stringContaining('it sends values') });
  });

  it('counts what never reached the queue', async () => {
    const jobs = { count: 2, since: '2026-11-27T10:00:00.000Z', steps: ['Delete of lead'] };
    const finding = (await checked([anItem()], jobs)).at(-1);
    expect(finding).toMatchObject({
      status: 'failed',
      says: expect.stringContaining(
        '2 system jobs of our steps have failed since 2026-11-27T10:00:00.000Z (Delete of lead)',
      ),
    });
  });

  it('only warns when it may not look, and fails when it cannot', async () => {
    expect(await refusing('authentication')).toMatchObject([{ status: 'warning' }]);
    expect(await refusing('unavailable')).toMatchObject([{ status: 'failed' }]);
  });
});
