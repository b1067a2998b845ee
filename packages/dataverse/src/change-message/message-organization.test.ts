import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decodeChangeMessage } from './decode-change-message.ts';
import { ownerOfMessage } from './message-organization.ts';
import { aChangeMessage } from './testing/a-change-message.ts';

const OURS = 'ae89a861-e7ad-41ae-a3b2-2533aa62c095';

function ownerOf(body: Uint8Array) {
  const message = decodeChangeMessage(body);
  return message.kind === 'change' ? ownerOfMessage(message, OURS) : message.kind;
}

describe('whose a message is', () => {
  it('is told by its organization', () => {
    expect(ownerOf(aChangeMessage())).toBe('ours');
    expect(ownerOf(aChangeMessage({ OrganizationId: `{${OURS.toUpperCase()}}` }))).toBe('ours');
    expect(
      ownerOf(readFileSync(new URL('../../samples/01-update-contact-async-docs.json', import.meta.url))),
    ).toBe('foreign');
  });

  it.each([null, '', '00000000-0000-0000-0000-000000000000', 'contoso', 7])(
    'is not told by %j',
    (OrganizationId) => {
      expect(ownerOf(aChangeMessage({ OrganizationId }))).toBe('unknown');
    },
  );
});
