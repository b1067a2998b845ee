import { expect, it } from '@jest/globals';
import { bytesToUuid, uuidToBytes, uuidToTag } from './guid.ts';

const UUID = '00112233-4455-6677-8899-aabbccddeeff';

it('writes a uuid in the order of RFC 4122 and reads it back', () => {
  expect(uuidToBytes(UUID).toString('hex')).toBe('00112233445566778899aabbccddeeff');
  expect(bytesToUuid(uuidToBytes(UUID))).toBe(UUID);
});

it('turns the first three groups round for a delivery tag, as .NET does', () => {
  expect(uuidToTag(UUID).toString('hex')).toBe('33221100554477668899aabbccddeeff');
});
