import type { Services, WantedPort } from '@spotler-connector/local-services';
import type { LocalStackOptions } from './command-line.ts';

/** Says of each service that its usual port was taken, and where it is instead. Pure. */
export function movedPorts(
  options: Pick<LocalStackOptions, 'serviceBusPort' | 'dataversePort' | 'spotlerPort'>,
  { serviceBus, dataverse, spotler }: Pick<Services, 'serviceBus' | 'dataverse' | 'spotler'>,
): string[] {
  const { serviceBusPort, dataversePort, spotlerPort } = options;
  return [
    ...moved('Service Bus', serviceBusPort, /sb:\/\/[^:;]+:(\d+)/.exec(serviceBus.connectionString)?.[1]),
    ...moved('Dataverse', dataversePort, new URL(dataverse.url).port),
    ...moved('Spotler', spotlerPort, new URL(spotler.baseUrl).port),
  ];
}

function moved(name: string, wanted: WantedPort, actual: string | undefined): string[] {
  if (wanted.port === 0 || actual === undefined || actual === String(wanted.port)) return [];
  return [`Port ${wanted.port} is in use, so ${name} is at port ${actual}.`];
}
