import type { ObjectStore, RemovableObjectStore, StoreCallOptions } from '../object-store.ts';

/** One call of a store. */
export interface StoreCall {
  /** The method's name. */
  readonly call: keyof RemovableObjectStore;
  /** The name or prefix. */
  readonly name: string;
  /** The options as they were given. */
  readonly options: StoreCallOptions | undefined;
}

/** Test support: a store that adds each of its calls to `calls` before it is made. */
export function watchStore(store: ObjectStore, calls: StoreCall[]): ObjectStore {
  return {
    create(name, body, options) {
      calls.push({ call: 'create', name, options });
      return store.create(name, body, options);
    },
    read(name, options) {
      calls.push({ call: 'read', name, options });
      return store.read(name, options);
    },
    replace(name, body, version, options) {
      calls.push({ call: 'replace', name, options });
      return store.replace(name, body, version, options);
    },
    list(prefix, options) {
      calls.push({ call: 'list', name: prefix, options });
      return store.list(prefix, options);
    },
  };
}
