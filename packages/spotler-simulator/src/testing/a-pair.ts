import {
  createSpotlerClient,
  type SpotlerClient,
  type SpotlerClientOptions,
} from '@spotler-connector/spotler-sdk';
import { type SpotlerSimulator, startSpotlerSimulator } from '../simulator.ts';
import type { SpotlerSimulatorOptions } from '../simulator-options.ts';

/** Runs `work` with a simulator and a client that is set up for it, and closes both. */
export async function withPair(
  work: (pair: { simulator: SpotlerSimulator; client: SpotlerClient }) => Promise<void>,
  options: { simulator?: SpotlerSimulatorOptions; client?: Partial<SpotlerClientOptions> } = {},
): Promise<void> {
  const simulator = await startSpotlerSimulator(options.simulator);
  const { baseUrl, consumerKey, consumerSecret } = simulator;
  const client = createSpotlerClient({
    baseUrl,
    consumerKey,
    consumerSecret,
    retry: { minDelayMs: 1, maxDelayMs: 5 },
    ...options.client,
  });
  try {
    await work({ simulator, client });
  } finally {
    client.close();
    await simulator.close();
  }
}

/** A contact with an address and every permission given. */
export function aContact(externalId = 'id-1'): { externalId: string; properties: Record<string, unknown> } {
  return {
    externalId,
    properties: {
      email: 'jan@example.com',
      firstName: 'Jan',
      permissions: [1, 2, 4].map((bit) => ({ bit, enabled: true })),
    },
  };
}
