export { type AzureObjectStoreOptions, createAzureObjectStore } from './azure-object-store.ts';
export { type ContainerAccess, connectContainer, makeContainer } from './connect-container.ts';
