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
on the way. UseDevelopmentEmulator=true in a connection string, and headers for a collector over http, are for this
machine and the containers beside it only.
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
