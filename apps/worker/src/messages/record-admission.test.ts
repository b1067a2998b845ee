import { describe, expect, it } from '@jest/globals';
import { createRecordAdmission } from './record-admission.ts';

/** Has messages with so many records come, and tells who is in. */
async function theyCome(maxRecords: number, ...records: number[]) {
  const admission = createRecordAdmission(maxRecords);
  const leave = new Map<number, () => void>();
  const come = (index: number, count: number) =>
    void admission.admit(count).then((done) => leave.set(index, done));
  for (const [index, count] of records.entries()) come(index, count);
  await new Promise(setImmediate);
  return {
    inside: () => [...leave.keys()],
    async leave(index: number) {
      leave.get(index)?.();
      leave.delete(index);
      await new Promise(setImmediate);
    },
  };
}

describe('the admission of records', () => {
  it('lets messages in up to its bound, in their order', async () => {
    const { inside, leave } = await theyCome(10, 4, 6, 1, 1);
    expect(inside()).toEqual([0, 1]);
    await leave(0);
    expect(inside()).toEqual([1, 2, 3]);
  });

  it('lets nobody pass one that waits', async () => {
    const { inside, leave } = await theyCome(10, 8, 5, 1);
    expect(inside()).toEqual([0]);
    await leave(0);
    expect(inside()).toEqual([1, 2]);
  });

  it('lets one in alone that is larger than the bound', async () => {
    const { inside, leave } = await theyCome(10, 3, 50, 1);
    expect(inside()).toEqual([0]);
    await leave(0);
    expect(inside()).toEqual([1]);
    await leave(1);
    expect(inside()).toEqual([2]);
  });
});
