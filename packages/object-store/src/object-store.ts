/** An object as one reading found it. */
export interface StoredObject {
  /** The object's content. */
  readonly body: Uint8Array;
  /** An opaque mark of this content's place in time, for {@link ObjectStore.replace}. */
  readonly version: string;
}

/** Options of one call. */
export interface StoreCallOptions {
  /** Ends waiting and retrying; a write that is under way may still take effect. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Objects by name, shared by several processes. A name has parts of lower-case letters, digits, `.`, `_` and
 * `-`, with `/` between them, and no name goes on where another one ends (`a` beside `a/b`). A call that
 * fails rejects with an `ObjectStoreError`. An object is seen whole or not at all, also after a crash.
 */
export interface ObjectStore {
  /**
   * Stores an object under a name that is free. Of several that try at once exactly one is told `created`. A
   * write whose answer was lost is recognised as one's own when it is tried again within the call.
   */
  create(name: string, body: Uint8Array, options?: StoreCallOptions): Promise<'created' | 'exists'>;
  /** Reads an object; undefined when there is none of that name. */
  read(name: string, options?: StoreCallOptions): Promise<StoredObject | undefined>;
  /**
   * Replaces an object if it is still as `version` says. Of several that try at once with one version exactly
   * one is told `replaced`.
   */
  replace(
    name: string,
    body: Uint8Array,
    version: string,
    options?: StoreCallOptions,
  ): Promise<'replaced' | 'changed-meanwhile'>;
  /**
   * Names that begin with `prefix`, in the order of their bytes. What is created meanwhile may be missing.
   */
  list(prefix: string, options?: StoreCallOptions): AsyncIterable<string>;
}

/** A store whose objects can be removed; one of evidence is none. */
export interface RemovableObjectStore extends ObjectStore {
  /** Removes an object with all that was ever in it. Its name must never be used again. None is no error. */
  remove(name: string, options?: StoreCallOptions): Promise<void>;
}
