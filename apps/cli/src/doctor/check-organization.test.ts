import { expect, it } from '@jest/globals';
import { aDeadLetter, RECORD_ID } from '../testing/a-dead-letter.ts';
import { aDeadLetterQueue } from '../testing/a-dead-letter-queue.ts';
import { checkOrganization } from './check-organization.ts';

const OURS = '11111111-1111-1111-1111-111111111111';
const COPY = '22222222-2222-2222-2222-222222222222';

/** Waiting messages, each of the organization that is named. */
function sentBy(...organizations: readonly (string | undefined)[]) {
  const waiting = organizations.map((organization, index) =>
    aDeadLetter({
      number: index + 1,
      body: {
        MessageName: 'Update',
        PrimaryEntityName: 'contact',
        PrimaryEntityId: RECORD_ID,
        OrganizationId: organization,
      },
    }),
  );
  return checkOrganization({
    messages: aDeadLetterQueue([], waiting).activeMessages,
    organizationId: OURS,
  });
}

it('says that all is well when every message comes from the configured environment', async () => {
  expect(await sentBy(OURS, OURS.toUpperCase())).toMatchObject([{ status: 'ok' }]);
});

it('fails when another environment sends too, and names it', async () => {
  const [finding] = await sentBy(OURS, COPY, COPY);
  expect(finding).toMatchObject({
    status: 'failed',
    says: expect.stringContaining('2 of 3 waiting messages come from another Dataverse environment'),
    remedy: expect.stringContaining('dataverse unregister'),
  });
  expect(finding?.says).toContain(COPY);
});

it('does not blame senders that name no organization, nor bodies that nobody understands', async () => {
  expect(await sentBy(OURS, undefined)).toMatchObject([{ status: 'ok' }]);
  const messages = aDeadLetterQueue([], [aDeadLetter({ body: 'canary' })]).activeMessages;
  expect(await checkOrganization({ messages, organizationId: OURS })).toMatchObject([{ status: 'ok' }]);
});

it('says nothing of an empty queue', async () => {
  expect(await sentBy()).toEqual([]);
});
