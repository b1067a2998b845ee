import { describe, expect, it } from '@jest/globals';
import { handleMessage } from './handle-message.ts';
import { aChange, aJob, aJobWork, aWork } from './testing/some-work.ts';

describe('a message of another environment', () => {
  const foreign = '1e5ab1d4-ab5c-4f3c-9e1f-0a1b2c3d4e5f';

  it('is set aside and reconciles nothing, however its job or record is called', async () => {
    const { options, requests } = aWork();
    const { jobs, requests: jobRequests } = aJobWork();
    for (const message of [
      aChange({ organizationId: foreign }),
      { ...aJob('Create'), organizationId: foreign },
    ]) {
      expect(await handleMessage(message, { ...options, jobs })).toEqual({ kind: 'foreign-organization' });
    }
    expect([requests, jobRequests]).toEqual([[], []]);
  });

  it('would be reconciled if that environment were ours', async () => {
    const { options, origins } = aWork();
    const message = aChange({ organizationId: foreign });
    await handleMessage(message, { ...options, ourOrganizationId: foreign });
    expect(origins).toEqual(['ours']);
  });

  it('is not one that names no organization: that one is reconciled, as of unknown origin', async () => {
    const { options, origins } = aWork();
    await handleMessage(aChange({ organizationId: null }), options);
    expect(origins).toEqual(['unknown']);
  });
});
