import type { RemovableObjectStore } from '@spotler-connector/object-store';
import type { SweepPorts } from '../sweep-ports.ts';

type Mortal = Pick<SweepPorts, 'source' | 'target' | 'send'> & { readonly store: RemovableObjectStore };

/**
 * Test support: a process that is killed at a step that reaches beyond it: before that has an effect, or
 * `late`, when it had one and nobody knows. Without one at step 0.
 */
export function mortal({ source, target, send, store }: Mortal, step: number, late: boolean) {
  let steps = 0;
  let isDead = false;

  function until<A extends readonly unknown[], R>(
    act: (...args: A) => Promise<R>,
  ): (...args: A) => Promise<R> {
    return async (...args) => {
      const own = ++steps;
      const dies = own === step;
      if (isDead || (dies && !late)) {
        isDead = true;
        throw new Error('killed');
      }
      const result = await act(...args);
      if (isDead || dies) {
        isDead = true;
        throw new Error('killed');
      }
      return result;
    };
  }

  return {
    steps: () => steps,
    ports: {
      source: {
        records: until(source.records),
        confirm: until(source.confirm),
        pendingOrders: until(source.pendingOrders),
      },
      target: { contacts: until(target.contacts), arePresent: until(target.arePresent) },
      send: until(send),
      store: {
        ...store,
        create: until(store.create),
        replace: until(store.replace),
        remove: until(store.remove),
      },
    },
  };
}
