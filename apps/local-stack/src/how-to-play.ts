import { QUEUE, type Services } from '@spotler-connector/local-services';

/** Settings of a worker that the command line has no use for. */
const WORKER_ONLY = ['HEALTH_PORT', 'LOG_FORMAT'];

/**
 * Builds the text that says where everything is, and what one can try, line by line, without filling anything
 * in.
 * `environment` is that of the worker that runs, `contactId` a contact that is in Spotler. Pure.
 */
export function howToPlay(
  { serviceBus, dataverse, spotler }: Pick<Services, 'serviceBus' | 'dataverse' | 'spotler'>,
  environment: Readonly<Record<string, string>>,
  contactId: string,
): string {
  const spotlerControl = `${new URL(spotler.baseUrl).origin}/_simulator/contacts`;
  const settings = Object.entries(environment).filter(([name]) => !WORKER_ONLY.includes(name));
  return `Service Bus   ${serviceBus.connectionString}
              queue ${QUEUE}
Dataverse     ${dataverse.url}/api/data/v9.2/   (no sign-in needed)
Spotler       ${spotler.baseUrl}
              consumer key ${spotler.consumerKey}, consumer secret ${spotler.consumerSecret}

Create a person and watch what the worker does:
  curl -X POST ${dataverse.url}/api/data/v9.2/contacts \\
    -H 'content-type: application/json' -d '{"lastname": "Invented", "emailaddress1": "invented@example.org"}'

Look at a contact in Spotler. Opted out means that every permission is false: Spotler keeps the contact, and sends
it nothing.
  curl '${spotlerControl}?externalId=${contactId}'

Let that person refuse bulk mail in Dataverse, and look again:
  curl -X PATCH '${dataverse.url}/api/data/v9.2/contacts(${contactId})' \\
    -H 'content-type: application/json' -d '{"donotbulkemail": true}'

Order the anonymization of that person with a Spotler Job, and read its result:
  curl -X POST ${dataverse.url}/_simulator/jobs -d '{"table": "contact", "id": "${contactId}"}'
  curl ${dataverse.url}/_simulator/spotler_job

Ask the command line, in another terminal, with the settings of this worker:
${settings.map(([name, value]) => `  export ${name}='${value}'`).join('\n')}
  npx pnpm@12 cli doctor
  npx pnpm@12 cli explain contact ${contactId}
`;
}
