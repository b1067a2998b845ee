import { ConfigurationFileError, checkFieldMapping, type FieldMapping } from '@spotler-connector/dataverse';
import { type SpotlerClient, SpotlerError } from '@spotler-connector/spotler-sdk';

/** Longer than a healthy Spotler needs; one that is down must not keep the worker from starting. */
const MAX_MS = 5_000;

/**
 * Compares the field mapping with the properties that the Spotler account has. A Spotler that does not answer
 * proves nothing: the worker starts, and its circuit breaker says what is wrong.
 *
 * @throws {ConfigurationFileError} with every mistake.
 */
export async function checkMapping(
  mapping: FieldMapping,
  { properties }: Pick<SpotlerClient, 'properties'>,
): Promise<'fits' | 'unknown'> {
  const signal = AbortSignal.timeout(MAX_MS);
  try {
    const mistakes = checkFieldMapping(mapping, await properties.list({ signal }));
    if (mistakes.length === 0) return 'fits';
    throw new ConfigurationFileError('The field mapping', mistakes);
  } catch (error) {
    if (error instanceof SpotlerError || signal.aborted) return 'unknown';
    throw error;
  }
}
