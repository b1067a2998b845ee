import type { PolicySettings } from '@spotler-connector/anonymization-policy';
import { QUEUE } from './services.ts';

/** Addresses of the three systems that a worker uses. */
export interface ServiceAddresses {
  /** The Service Bus namespace. */
  readonly serviceBus: { readonly connectionString: string };
  /** The Dataverse environment. */
  readonly dataverse: { readonly url: string };
  /** The Spotler account, with the key and secret that sign requests. */
  readonly spotler: {
    readonly baseUrl: string;
    readonly consumerKey: string;
    readonly consumerSecret: string;
  };
}

/** The settings of a worker that nobody has set otherwise. */
const UNSET: PolicySettings = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };

/**
 * The whole environment of a worker that uses these services. Default settings: those of the product, but
 * that erasures have no limit.
 */
export function workerEnvironment(
  { serviceBus, dataverse, spotler }: ServiceAddresses,
  settings: PolicySettings = UNSET,
): Record<string, string> {
  return {
    SERVICE_BUS_CONNECTION_STRING: serviceBus.connectionString,
    SERVICE_BUS_QUEUE: QUEUE,
    DATAVERSE_URL: dataverse.url,
    DATAVERSE_AUTH: 'none',
    SPOTLER_BASE_URL: spotler.baseUrl,
    SPOTLER_CONSUMER_KEY: spotler.consumerKey,
    SPOTLER_CONSUMER_SECRET: spotler.consumerSecret,
    ANONYMIZE_CONTACT_WHEN_INACTIVE: String(settings.anonymizeContactWhenInactive),
    ANONYMIZE_ACCOUNT_ON_DO_NOT_EMAIL: String(settings.anonymizeAccountOnDoNotEmail),
    ANONYMIZATION_LIMIT: '0',
    HEALTH_PORT: '0',
    LOG_FORMAT: 'json',
  };
}
