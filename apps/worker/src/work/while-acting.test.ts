import { describe, expect, it } from '@jest/globals';
import type { ContactTarget } from '@spotler-connector/reconciler';
import { reconcileWhileActing, targetWhileActing } from './while-acting.ts';

const task = {
  ref: { table: 'contact', id: '1' },
  toldIds: new Set<string>(),
  origin: 'ours',
  initiators: [],
} as const;
const target: ContactTarget = {
  anonymize: async () => ({ outcome: 'anonymized', status: 410 }),
  readBack: async () => 'gone',
  sync: async () => ({ created: true }),
  optOut: async () => ({ outcome: 'opted-out' }),
};

function calls(mayAct: boolean) {
  const { anonymize, sync, optOut } = targetWhileActing(target, () => mayAct);
  return [anonymize('S'), sync('S', {}, { optOut: false }), optOut('S')];
}

describe('a worker', () => {
  it('writes while its policy is the newest', async () => {
    expect(await Promise.all(calls(true))).toHaveLength(3);
  });

  it('writes nothing once a newer policy acts, and still reads', async () => {
    const ended = await Promise.allSettled(calls(false));
    expect(ended).toMatchObject(ended.map(() => ({ status: 'rejected', reason: { name: 'AbortError' } })));
    expect(await targetWhileActing(target, () => false).readBack('S')).toBe('gone');
  });

  it('begins nothing then', async () => {
    const reconcile = reconcileWhileActing(
      () => Promise.reject(new Error('nobody should ask')),
      () => false,
    );
    await expect(reconcile(task)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
