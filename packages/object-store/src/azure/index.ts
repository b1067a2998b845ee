export { type AzureObjectStoreOptions, createAzureObjectStore } from './azure-object-store.ts';
export { type ContainerAccess, connectContainer } from './connect-container.ts';
