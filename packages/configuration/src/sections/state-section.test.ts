import { describe, expect, it } from '@jest/globals';
import { CANARY, configurationOf, mistakesIn } from '../testing/an-environment.ts';

const CONTAINER = 'https://contoso.blob.core.windows.net/state';

describe('where state is kept', () => {
  it('is nowhere unless somebody says so', () => {
    expect(configurationOf().state).toBeUndefined();
  });

  it.each([
    ['file:./state', './state'],
    ['file:/var/state', '/var/state'],
    ['file:///var/state', '/var/state'],
  ])('is a folder with %s', (text, folder) => {
    expect(configurationOf({ SPOTLER_STATE: text }).state?.address).toEqual({ kind: 'folder', folder });
  });

  it.each([CONTAINER, 'http://azurite.test:10000/devstoreaccount1/state'])(
    'is a container with %s',
    (address) => {
      expect(configurationOf({ SPOTLER_STATE: `${address}/` }).state).toEqual({
        address: { kind: 'container', address },
        accountKey: undefined,
        clientId: undefined,
      });
    },
  );

  it.each([
    'state',
    'file:',
    'file://host/state',
    'http://contoso.blob.core.windows.net/state',
    'https://contoso.blob.core.windows.net',
    'https://contoso.blob.core.windows.net/State',
    'https://contoso.blob.core.windows.net/state?sv=2024&sig=abc',
  ])('can not be %s', (text) => {
    expect(mistakesIn({ SPOTLER_STATE: text })).toEqual(['SPOTLER_STATE invalid']);
  });

  it('keeps a key from being printed', () => {
    const { state } = configurationOf({ SPOTLER_STATE: CONTAINER, SPOTLER_STATE_ACCOUNT_KEY: CANARY });
    expect(JSON.stringify(state)).not.toContain(CANARY);
    expect(state?.accountKey?.reveal()).toBe(CANARY);
  });

  it('takes a key or an identity for a mistake when there is no container', () => {
    expect(mistakesIn({ SPOTLER_STATE_ACCOUNT_KEY: 'key' })).toEqual(['SPOTLER_STATE_ACCOUNT_KEY unwanted']);
    expect(
      mistakesIn({
        SPOTLER_STATE: 'file:./state',
        SPOTLER_STATE_CLIENT_ID: '00000000-0000-0000-0000-000000000001',
      }),
    ).toEqual(['SPOTLER_STATE_CLIENT_ID unwanted']);
  });
});
