import type { ServiceAddresses } from '@spotler-connector/local-services';
import { Command } from 'commander';

/** Options from the command line. */
export interface ScenarioOptions {
  /** Addresses of the three systems. */
  readonly addresses: ServiceAddresses;
  /** The file to start the worker from; its source when left out. */
  readonly worker?: string | undefined;
  /** An address that says with a 200 that Service Bus is ready. */
  readonly waitFor?: string | undefined;
  readonly addressDomain: string;
  readonly workerLog: boolean;
}

/** The flags as commander hands them over. */
interface Flags extends Omit<ScenarioOptions, 'addresses'> {
  readonly serviceBus: string;
  readonly dataverse: string;
  readonly spotler: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** Builds the command; `run` gets the options. */
export function scenarioCommand(run: (options: ScenarioOptions) => Promise<void>): Command {
  return new Command('scenario')
    .description(
      'Plays the scenario of `start` against a Service Bus and two simulators that run elsewhere, such as the ' +
        'containers of docker-compose.yml, with workers of its own. No other worker may read the queue meanwhile. ' +
        'Exits with 0 when Spotler agrees with the policy for every record, else with 1.',
    )
    .requiredOption('--service-bus <connection string>', 'the Service Bus that Dataverse publishes to')
    .requiredOption('--dataverse <url>', 'the Dataverse simulator, such as http://localhost:8081')
    .requiredOption(
      '--spotler <url>',
      'the Spotler simulator, such as http://localhost:8082/integrationservice',
    )
    .option('--consumer-key <key>', 'key that it wants requests signed with', 'simulator-key')
    .option('--consumer-secret <secret>', 'secret that it wants requests signed with', 'simulator-secret')
    .option('--wait-for <url>', 'begin when this answers with 200, such as http://localhost:5300/health')
    .option('--worker <file>', 'the file to start the worker from (default: its source)')
    .option('--address-domain <domain>', 'where the invented people have their addresses', 'example.org')
    .option('--worker-log', "show the worker's own log lines too", false)
    .action(async (flags: Flags) => {
      const { serviceBus, dataverse, spotler, consumerKey, consumerSecret, ...others } = flags;
      const addresses = {
        serviceBus: { connectionString: serviceBus },
        dataverse: { url: dataverse.replace(/\/$/, '') },
        spotler: { baseUrl: spotler.replace(/\/$/, ''), consumerKey, consumerSecret },
      };
      await run({ ...others, addresses });
    });
}
