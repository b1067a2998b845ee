export type { CallOptions, ListOptions } from './call-options.ts';
export type { AttemptEvent, ClientHooks, PauseEvent, RetryEvent } from './client-hooks.ts';
export type { RetryOptions, SpotlerClientOptions, TimeoutOptions } from './client-options.ts';
export type { Clock } from './clock.ts';
export type { Contact, ContactInput, PermissionValue } from './contacts/contact.ts';
export type { BatchCreateResult, BatchItemResult, ContactBatch } from './contacts/contact-batch.ts';
export type { ContactBounce } from './contacts/contact-bounce.ts';
export type { ContactLists, ContactPage, PageOptions } from './contacts/contact-lists.ts';
export type { DateRange } from './contacts/date-range.ts';
export { enabledPermissions } from './contacts/enabled-permission.ts';
export type { Property, PropertyEntry } from './contacts/property.ts';
export type {
  AnonymizeResult,
  CreateResult,
  OptOutResult,
  SingleContacts,
  UpdateResult,
  WriteResult,
} from './contacts/single-contacts.ts';
export type { Endpoint } from './endpoint.ts';
export { type SignableRequest, signRequest } from './requests/sign-request.ts';
export { createSpotlerClient, type SpotlerClient } from './spotler-client.ts';
export { SpotlerError, type SpotlerErrorDetails, type SpotlerErrorKind } from './spotler-error.ts';
