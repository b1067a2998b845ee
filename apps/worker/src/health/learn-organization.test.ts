import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { DataverseError } from '@spotler-connector/dataverse';
import { learnOrganization } from './learn-organization.ts';

const IDENTITY = { userId: 'user', organizationId: 'ours' };

function aStage(answers: readonly (DataverseError | TypeError | typeof IDENTITY)[]) {
  const clock = createManualClock();
  const stopping = new AbortController();
  const left = [...answers];
  const failed: string[] = [];
  const organization = learnOrganization({
    whoAmI: async () => {
      const answer = left.shift() ?? IDENTITY;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    onFailed: (kind) => failed.push(kind),
    clock,
    signal: stopping.signal,
  });
  return { organization, clock, failed, stopping };
}

function away(): DataverseError {
  return new DataverseError({ kind: 'unavailable', message: 'away' });
}

describe('our organization', () => {
  it('is known as soon as Dataverse answers, and not before', async () => {
    const { organization } = aStage([]);
    expect(() => organization.id()).toThrow('not known yet');
    await organization.known;
    expect([organization.id(), organization.failure]).toEqual(['ours', undefined]);
  });

  it('is asked for again, ever more rarely, and each kind of failure is said once', async () => {
    const refused = new DataverseError({ kind: 'authentication', message: 'no' });
    const { organization, clock, failed } = aStage([away(), away(), refused]);
    await clock.advance(999);
    expect(organization.failure).toBe('unavailable');
    await clock.advance(1 + 2_000 + 4_000);
    await organization.known;
    expect([organization.id(), organization.failure, ...failed]).toEqual([
      'ours',
      undefined,
      'unavailable',
      'authentication',
    ]);
  });

  it('is not asked for any more when the worker stops', async () => {
    const { organization, clock, stopping } = aStage([away()]);
    await clock.advance(1);
    const over = expect(organization.known).rejects.toMatchObject({ name: 'AbortError' });
    stopping.abort();
    await over;
    expect(clock.sleepers).toBe(0);
  });

  it('does not hide a bug of ours', async () => {
    const { organization } = aStage([new TypeError('oops')]);
    await expect(organization.known).rejects.toThrow(TypeError);
  });
});
