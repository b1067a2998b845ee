import type { Configuration } from '@spotler-connector/configuration';
import { type ClientHooks, createSpotlerClient, type SpotlerClient } from '@spotler-connector/spotler-sdk';

/**
 * A client of the configured Spotler account. Sends nothing yet; `close` it in the end. `hooks` are told of every
 * try. Default: nobody is.
 */
export function connectSpotler(
  { baseUrl, consumerKey, consumerSecret }: Configuration['spotler'],
  hooks: ClientHooks = {},
): SpotlerClient {
  return createSpotlerClient({
    baseUrl,
    consumerKey: consumerKey.reveal(),
    consumerSecret: consumerSecret.reveal(),
    hooks,
  });
}
