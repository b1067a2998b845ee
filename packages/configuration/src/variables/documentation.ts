import type { Group, Variable } from '../variable.ts';
import { VARIABLES } from './variables.ts';

const GENERATED = 'pnpm --filter @spotler-connector/configuration run generate';

/** The text of docs/configuration.md. */
export function configurationPage(): string {
  const sections = groups().map(
    ([group, variables]) =>
      `## ${group}\n\n| variable | what it is for | value | default | needed |\n|---|---|---|---|---|\n${variables.map(tableRow).join('\n')}\n`,
  );
  return `${INTRODUCTION}\n${sections.join('\n')}`;
}

const INTRODUCTION = `# Configuration

<!-- Generated from packages/configuration. To change it: \`${GENERATED}\` -->

The worker and the command line are configured with environment variables and nothing else. \`.env.example\` in
the root has all of them; copy it to \`.env\` and start with \`node --env-file=.env\`, or set them where your
platform keeps them. Blanks around a value don't count, and a blank value counts as none.

Everything that is wrong is reported at once when a program starts, by name and never with the value: what is
missing, what can't be read, a variable that is set but not used in this combination, and a name that looks like
a misspelt one of these. Secrets are marked 🔒 and are never printed.

Some variables of Node and of libraries are refused, since nothing of ours could undo what they do. DEBUG, NODE_DEBUG,
NODE_DEBUG_NATIVE and AZURE_LOG_LEVEL print bodies, tokens and addresses. NODE_TLS_REJECT_UNAUTHORIZED=0 trusts anybody
on the way. In NODE_OPTIONS some flags open the inspector (--inspect), write memory, the environment or keys into files
(--heapsnapshot-signal, --report-on-signal, --tls-keylog), or print what is sent (--trace-tls). UseDevelopmentEmulator=true in a connection string, and headers for a collector over http, are for this
machine and the containers beside it only.

## Proxies

HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in capitals or not (in lower case they count more), mean the same for Dataverse,
Spotler, storage, telemetry and sign-in. A proxy is \`http://host:port\` or \`https://host:port\`, with \`user:password@\`
before the host if it asks for them. NO_PROXY lists names, which stand for their subdomains too, addresses, ranges such
as 10.0.0.0-10.0.0.255, or \`*\`. This machine, 169.254.*, where a cloud's machines ask for tokens, and names in .test are
never reached through a proxy. ALL_PROXY does not count. AMQP passes no proxy: set SERVICE_BUS_TRANSPORT=websockets, and
Service Bus is reached on port 443 through it.
`;

/** The text of .env.example. */
export function environmentExample(): string {
  const sections = groups().map(
    ([group, variables]) => `# --- ${group} ---\n\n${variables.map(exampleEntry).join('\n\n')}\n`,
  );
  return `# All variables with their defaults. Generated: ${GENERATED}\n# What is commented out is optional or has this default. See docs/configuration.md\n\n${sections.join('\n')}`;
}

function tableRow({ name, fallback, secret, decoder, when, description }: Variable<unknown>): string {
  const mark = secret === true ? ' 🔒' : '';
  const standard = fallback === undefined ? '' : `\`${fallback}\``;
  const needed = when ?? (fallback === undefined ? '**always**' : '');
  return `| \`${name}\`${mark} | ${description} | ${decoder.name} | ${standard} | ${needed} |`;
}

function exampleEntry({ name, fallback, decoder, when, description }: Variable<unknown>): string {
  const required = fallback === undefined && when === undefined;
  const needed = when === undefined ? '' : ` Needed ${when}.`;
  const assignment = `${required ? '' : '# '}${name}=${fallback ?? ''}`;
  return [...wrapped(`${description}${needed} Expected: ${decoder.name}.`), assignment].join('\n');
}

function groups(): [Group, Variable<unknown>[]][] {
  return [...Map.groupBy<Group, Variable<unknown>>(Object.values(VARIABLES), ({ group }) => group)];
}

/** Comment lines of at most 100 characters. */
function wrapped(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length > 97) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line) => `# ${line}`);
}
