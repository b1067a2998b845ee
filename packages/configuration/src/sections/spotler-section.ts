import type { Configuration } from '../configuration.ts';
import { all, type EnvironmentReader, type Reading } from '../environment-reader.ts';
import { VARIABLES } from '../variables/variables.ts';

/** Reads where contacts are. */
export function readSpotler(reader: EnvironmentReader): Reading<Configuration['spotler']> {
  return all({
    baseUrl: reader.read(VARIABLES.spotlerBaseUrl),
    consumerKey: reader.read(VARIABLES.spotlerConsumerKey),
    consumerSecret: reader.read(VARIABLES.spotlerConsumerSecret),
    latestEffectMs: reader.read(VARIABLES.spotlerLatestEffect),
  });
}
