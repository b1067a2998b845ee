import type { Configuration } from '@spotler-connector/configuration';
import { createSpotlerClient, type SpotlerClient } from '@spotler-connector/spotler-sdk';

/** A client of the configured Spotler account. Sends nothing yet; `close` it in the end. */
export function connectSpotler({
  baseUrl,
  consumerKey,
  consumerSecret,
}: Configuration['spotler']): SpotlerClient {
  return createSpotlerClient({
    baseUrl,
    consumerKey: consumerKey.reveal(),
    consumerSecret: consumerSecret.reveal(),
  });
}
