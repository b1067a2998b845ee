import { describe, expect, it } from '@jest/globals';
import { understood } from '../testing/understood.ts';

const ID = '0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11';

async function optionsOf(line: string): Promise<unknown> {
  return (await understood(line))?.options;
}

describe('explainCommand', () => {
  it('takes a record, in braces and capitals as Dataverse shows it too', async () => {
    expect(await optionsOf(`explain Contact {${ID.toUpperCase()}}`)).toEqual({
      kind: 'record',
      ref: { table: 'contact', id: ID },
      apply: false,
      json: false,
    });
  });

  it('takes a file', async () => {
    expect(await optionsOf('explain --file a.json --json')).toEqual({
      kind: 'file',
      path: 'a.json',
      json: true,
    });
  });

  it.each([
    ['explain', 'Name a record'],
    ['explain contact', 'Name a record'],
    [`explain person ${ID}`, 'one of contact, lead, account'],
    ['explain contact 4711', 'must be a GUID'],
    [`explain contact ${ID} --file a.json`, '--file goes with no record'],
    ['explain --file a.json --apply', '--file goes with no record'],
    ['explain --aply', 'unknown option'],
  ])('refuses %s', async (line, message) => {
    await expect(optionsOf(line)).rejects.toThrow(message);
  });
});
