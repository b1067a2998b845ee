import type { WantedPort } from '@spotler-connector/local-services';
import { Command, InvalidArgumentError, Option } from 'commander';

/** Options from the command line. */
export interface LocalStackOptions {
  readonly once: boolean;
  readonly serviceBusPort: WantedPort;
  readonly dataversePort: WantedPort;
  readonly spotlerPort: WantedPort;
  readonly pagePort: WantedPort;
  readonly open: boolean;
  readonly anonymizeStatus: 410 | 204 | 200;
  readonly addressDomain: string;
  readonly workerLog: boolean;
}

/** The flags as commander hands them over. */
interface Flags extends Pick<LocalStackOptions, 'once' | 'open' | 'addressDomain' | 'workerLog'> {
  readonly emulatorPort?: number | undefined;
  readonly dataversePort?: number | undefined;
  readonly spotlerPort?: number | undefined;
  readonly pagePort?: number | undefined;
  readonly anonymizeStatus: '410' | '204' | '200';
}

const STATUSES = { '410': 410, '204': 204, '200': 200 } as const;

const USUAL_PORTS = { emulatorPort: 5672, dataversePort: 8081, spotlerPort: 8082, pagePort: 8083 } as const;

/** Builds the command; `run` gets the options. */
export function localStackCommand(run: (options: LocalStackOptions) => Promise<void>): Command {
  return new Command('start')
    .description(
      'Runs the whole connector on this machine: a Service Bus emulator, simulators of Dataverse and Spotler, ' +
        'the worker, and a page that shows all of it. Plays a scenario in which every rule of the policy decides, ' +
        'then stays up to play with.',
    )
    .option(
      '--once',
      'exit after the scenario: 0 when Spotler agrees with the policy for every record, else 1',
      false,
    )
    .option(
      '--emulator-port <port>',
      'port of the Service Bus emulator; 0 for any free one (default: 5672)',
      toPort,
    )
    .option('--dataverse-port <port>', 'port of the Dataverse simulator (default: 8081)', toPort)
    .option('--spotler-port <port>', 'port of the Spotler simulator (default: 8082)', toPort)
    .option('--page-port <port>', 'port of the page (default: 8083)', toPort)
    .option('--open', 'open the page in the browser', false)
    .addOption(
      new Option('--anonymize-status <status>', "Spotler's answer to an anonymization")
        .choices(Object.keys(STATUSES))
        .default('410'),
    )
    .option('--address-domain <domain>', 'where the invented people have their addresses', 'example.org')
    .option('--worker-log', "show the worker's own log lines too", false)
    .addHelpText(
      'after',
      '\nExamples:\n  pnpm start --open\n  pnpm start --once\n  pnpm start --anonymize-status 204 --worker-log\n',
    )
    .action(async (flags: Flags) => {
      function port(name: keyof typeof USUAL_PORTS): WantedPort {
        return wantedPort(flags[name], USUAL_PORTS[name], flags.once);
      }
      await run({
        once: flags.once,
        serviceBusPort: port('emulatorPort'),
        dataversePort: port('dataversePort'),
        spotlerPort: port('spotlerPort'),
        pagePort: port('pagePort'),
        open: flags.open,
        anonymizeStatus: STATUSES[flags.anonymizeStatus],
        addressDomain: flags.addressDomain,
        workerLog: flags.workerLog,
      });
    });
}

/** A usual port that is taken is replaced; a chosen one is not. With `--once` any port will do. */
function wantedPort(chosen: number | undefined, usual: number, once: boolean): WantedPort {
  if (chosen !== undefined) return { port: chosen, orAnother: false };
  return { port: once ? 0 : usual, orAnother: true };
}

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}
