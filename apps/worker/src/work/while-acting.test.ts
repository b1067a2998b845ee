import { describe, expect, it } from '@jest/globals';
import type { ContactTarget } from '@spotler-connector/reconciler';
import { callsWhileActing, reconcileWhileActing, targetWhileActing } from './while-acting.ts';

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

  it('holds nobody then, and notes nobody as held', async () => {
    const contacts = {
      get: async () => null,
      optOut: async () => ({ outcome: 'opted-out', ambiguous: false }) as const,
    };
    expect(await callsWhileActing(contacts, () => true).optOut('S')).toMatchObject({ outcome: 'opted-out' });
    const superseded = callsWhileActing(contacts, () => false);
    await expect(superseded.get('S')).rejects.toMatchObject({ name: 'AbortError' });
    await expect(superseded.optOut('S')).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('begins nothing then', async () => {
    const reconcile = reconcileWhileActing(
      () => Promise.reject(new Error('nobody should ask')),
      () => false,
    );
    await expect(reconcile(task)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
