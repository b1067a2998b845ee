export type { AttemptEvent, ClientHooks, PauseEvent, RetryEvent } from './client-hooks.ts';
export type { SpotlerClientOptions } from './client-options.ts';
export type { Contact, ContactInput, PermissionValue } from './contact.ts';
export type { AnonymizeResult, CallOptions, Contacts } from './contacts.ts';
export type { Endpoint } from './endpoint.ts';
export type { Property, PropertyEntry } from './property.ts';
export { type SignableRequest, signRequest } from './sign-request.ts';
export { createSpotlerClient, type SpotlerClient } from './spotler-client.ts';
export { SpotlerError, type SpotlerErrorDetails, type SpotlerErrorKind } from './spotler-error.ts';
