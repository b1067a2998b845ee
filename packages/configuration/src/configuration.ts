import type { PolicySettings } from '@spotler-connector/anonymization-policy';
import type { Secret } from './values/secret.ts';
import type { StateAddress } from './values/state-address.ts';

/** How to get into Service Bus. */
export type ServiceBusAccess =
  /** With a key, or into the emulator. */
  | { readonly kind: 'connection-string'; readonly connectionString: Secret }
  /** As the platform's identity, or the one that `clientId` names. `namespace` is a full host name. */
  | { readonly kind: 'managed-identity'; readonly namespace: string; readonly clientId: string | undefined };

/** Where change messages are read. */
export type MessageSource =
  | { readonly kind: 'queue'; readonly queue: string }
  | { readonly kind: 'subscription'; readonly topic: string; readonly subscription: string };

/** How to prove to Dataverse who asks. An id that is `undefined` is left to the credential to find. */
export type DataverseAuthentication =
  /** Not at all; only ever with an address on this machine. */
  | { readonly kind: 'none' }
  /** As the platform's identity; with a `clientId` as that user-assigned one. */
  | { readonly kind: 'managed-identity'; readonly clientId: string | undefined }
  /** With the token that Kubernetes mounts. */
  | {
      readonly kind: 'workload-identity';
      readonly tenantId: string | undefined;
      readonly clientId: string | undefined;
    }
  /** As an application with a secret. */
  | {
      readonly kind: 'client-secret';
      readonly tenantId: string;
      readonly clientId: string;
      readonly clientSecret: Secret;
    }
  /** As the person who is signed in on this machine. */
  | { readonly kind: 'developer'; readonly tenantId: string | undefined };

/** Everything that can be chosen about an installation. Frozen, all the way down. */
export interface Configuration {
  /** Where change messages come from. */
  readonly serviceBus: {
    readonly access: ServiceBusAccess;
    readonly source: MessageSource;
    /** How often a message is delivered at most, as the queue has it. */
    readonly maxDeliveryCount: number;
    /** How AMQP travels: over TCP, or over WebSockets, which a proxy lets through. */
    readonly transport: 'amqp' | 'websockets';
  };
  /** Where records are read. */
  readonly dataverse: {
    /** The environment's address, without a path and without a closing slash. */
    readonly url: string;
    /** How to prove who asks. */
    readonly authentication: DataverseAuthentication;
    /** The column that holds a contact's `externalId`; `undefined` when that is the record's id. */
    readonly externalIdColumn: string | undefined;
    /** The way to fill in for an empty external id column. */
    readonly externalIdFallback: 'record-id' | 'write-back' | 'none';
    /** The file with the field mapping; `undefined` for the default mapping. */
    readonly fieldMappingFile: string | undefined;
    /** Where Spotler Jobs are; `undefined` when there are none. */
    readonly spotlerJobs:
      | {
          /** The file that says what their table is called; `undefined` for ours. */
          readonly file: string | undefined;
        }
      | undefined;
    /** The key that Dataverse sends with, for who registers it there; the worker has no use for it. */
    readonly serviceEndpoint: Secret | undefined;
  };
  /** Where contacts are. */
  readonly spotler: {
    /** The API's address, without a closing slash. */
    readonly baseUrl: string;
    /** The API user's key. */
    readonly consumerKey: Secret;
    /** The API user's secret. */
    readonly consumerSecret: Secret;
    /** How long Spotler may sit on a request whose sender has given up, in milliseconds. */
    readonly latestEffectMs: number;
  };
  /** The organisation's choices about erasing. */
  readonly policy: PolicySettings;
  /** Whether contacts are created and updated. False: only forget. */
  readonly syncContacts: boolean;
  /** How many contacts may be anonymized within an hour; 0 for any number. */
  readonly anonymizationLimit: number;
  /** Whether writes to Spotler are left out. */
  readonly dryRun: boolean;
  /** Where shared state and evidence are kept; `undefined` when nowhere. */
  readonly state:
    | {
        /** A folder or a container. */
        readonly address: StateAddress;
        /** The storage account's key; `undefined` to enter with an identity. */
        readonly accountKey: Secret | undefined;
        /** The user-assigned identity to enter with; `undefined` for the platform's own. */
        readonly clientId: string | undefined;
      }
    | undefined;
  /** How many records are worked on side by side, 1 to 200. */
  readonly maxConcurrentReconciles: number;
  /** How long work under way may take after SIGTERM, in seconds, 1 to 600. */
  readonly shutdownGraceSeconds: number;
  /** The port of the health endpoints; 0 takes a free one. */
  readonly healthPort: number;
  /** Which lines are logged, and how. */
  readonly log: {
    /** The least important lines that are still written. */
    readonly level: 'error' | 'warn' | 'info' | 'debug';
    /** How lines look; `auto` is pretty on a terminal and JSON elsewhere. */
    readonly format: 'json' | 'pretty' | 'auto';
  };
  /** Where metrics and traces are sent. */
  readonly telemetry: {
    /** A collector that takes OTLP over HTTP; `undefined` when they are not sent. */
    readonly otlp:
      | {
          /** Its base address, without a closing slash. */
          readonly endpoint: string;
          /** Headers of each request: pairs as in `api-key=…,tenant=…`, values percent-encoded. */
          readonly headers: Secret | undefined;
        }
      | undefined;
  };
}
