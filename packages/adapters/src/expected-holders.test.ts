import { describe, expect, it } from '@jest/globals';
import { aRecordReading } from '@spotler-connector/dataverse/testing';
import { expectHolders } from './expected-holders.ts';

const { ref } = aRecordReading();

/** Holders that are counted, each found with the id that was asked for. */
function counted() {
  const askedIds: string[] = [];
  const holders = expectHolders(async (_, externalId) => {
    askedIds.push(externalId);
    return [aRecordReading({ externalId })];
  });
  return { holders, askedIds };
}

describe('expected holders', () => {
  it('are asked for once, ahead of being wanted', async () => {
    const { holders, askedIds } = counted();
    holders.expect(ref, 'S-1', {});
    expect(askedIds).toEqual(['S-1']);
    expect(await holders.take(ref, 'S-1')).toMatchObject([{ externalId: 'S-1' }]);
    expect(askedIds).toEqual(['S-1']);
  });

  it('are asked for again when another id is wanted', async () => {
    const { holders, askedIds } = counted();
    holders.expect(ref, 'S-1', {});
    expect(await holders.take(ref, 'S-2')).toMatchObject([{ externalId: 'S-2' }]);
    expect(askedIds).toEqual(['S-1', 'S-2']);
  });

  it('are taken once', async () => {
    const { holders, askedIds } = counted();
    holders.expect(ref, 'S-1', {});
    await holders.take(ref, 'S-1');
    await holders.take(ref, 'S-1');
    expect(askedIds).toEqual(['S-1', 'S-1']);
  });

  it('never pass for those of a later look', async () => {
    const { holders, askedIds } = counted();
    holders.expect(ref, 'S-1', {});
    holders.forgetSoon();
    await new Promise(setImmediate);
    await holders.take(ref, 'S-1');
    expect(askedIds).toEqual(['S-1', 'S-1']);
  });

  it('may fail when nobody wants them', async () => {
    const holders = expectHolders(() => Promise.reject(new Error('away')));
    holders.expect(ref, 'S-1', {});
    holders.expect(ref, undefined, {});
    await expect(holders.take(ref, 'S-1')).rejects.toThrow('away');
  });
});
