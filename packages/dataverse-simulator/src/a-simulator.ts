import { type DecodedMessage, decodeChangeMessage } from '@spotler-connector/dataverse';
import type { DataverseSimulator } from './dataverse-simulator.ts';
import type { DataverseSimulatorOptions } from './dataverse-simulator-options.ts';
import type { Publication } from './publishing/change-publication.ts';
import { startDataverseSimulator } from './start-dataverse-simulator.ts';

/** Test support: a member of a message, as deep as wanted. */
export type Body = Record<string, unknown>;

/** Test support: a simulator whose messages are kept. */
export interface ListeningSimulator {
  readonly simulator: DataverseSimulator;
  /** The messages that were sent so far, after everything that is due. */
  published(): Promise<Publication[]>;
  /** The same, as JSON. */
  bodies(): Promise<Body[]>;
  /** The same, as the worker reads it. */
  decoded(): Promise<DecodedMessage[]>;
}

export async function aSimulator(options: DataverseSimulatorOptions = {}): Promise<ListeningSimulator> {
  const sent: Publication[] = [];
  const simulator = await startDataverseSimulator({
    publisher: async (publication) => {
      sent.push(publication);
    },
    ...options,
  });
  const published = async () => {
    await simulator.idle();
    return sent;
  };
  return {
    simulator,
    published,
    bodies: async () => (await published()).map(({ body }) => JSON.parse(body.toString('utf8'))),
    decoded: async () =>
      (await published()).map(({ body, ...context }) => decodeChangeMessage(body, context)),
  };
}
