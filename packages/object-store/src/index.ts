export { createFolderObjectStore, type FolderObjectStoreOptions } from './folder/folder-object-store.ts';
export { isObjectName } from './object-name.ts';
export type { ObjectStore, RemovableObjectStore, StoreCallOptions, StoredObject } from './object-store.ts';
export { ObjectStoreError, type ObjectStoreErrorKind } from './object-store-error.ts';
