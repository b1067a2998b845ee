import type { Command } from 'commander';

/** The shells that a script can be written for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** One of {@link SHELLS}. */
export type Shell = (typeof SHELLS)[number];

/** Words that can follow a command: names of further commands, or of options. */
interface Place {
  /** The commands on the way, such as `dead-letter list`; empty at the beginning. */
  readonly path: string;
  readonly words: readonly { word: string; about: string }[];
}

/** Values that an option can have, by its long name. */
export type OptionValues = Readonly<Record<string, readonly string[]>>;

/**
 * A script that lets a shell complete the commands, options and values of a command line. `known` has values
 * that options do not limit themselves to. Pure.
 */
export function completionScript(root: Command, shell: Shell, known: OptionValues = {}): string {
  const places = placesOf(root, []);
  const values = { ...known, ...valuesOf(root) };
  if (shell === 'fish') return fishScript(root.name(), places, values);
  const script = bashScript(root.name(), places, values);
  return shell === 'zsh'
    ? `autoload -U +X compinit bashcompinit && compinit && bashcompinit\n${script}`
    : script;
}

function placesOf(command: Command, path: readonly string[]): Place[] {
  const words = [
    ...command.commands.map((child) => ({ word: child.name(), about: child.summary() })),
    ...command.registeredArguments.flatMap(({ argChoices = [], description }) =>
      argChoices.map((word) => ({ word, about: description })),
    ),
    ...command.options.map(({ long, description }) => ({ word: long ?? '', about: description })),
    { word: '--help', about: 'show help' },
  ];
  const children = command.commands.flatMap((child) => placesOf(child, [...path, child.name()]));
  return [{ path: path.join(' '), words }, ...children];
}

/** The values of every option that is limited to some, over all commands. */
function valuesOf(command: Command): OptionValues {
  const values = new Map<string, Set<string>>();
  for (const child of [command, ...command.commands]) {
    const own = child.options.flatMap(({ long, argChoices }) =>
      long === undefined || long === null || argChoices === undefined ? [] : [[long, argChoices] as const],
    );
    const inner = child === command ? [] : Object.entries(valuesOf(child));
    for (const [name, choices] of [...own, ...inner]) {
      values.set(name, new Set([...(values.get(name) ?? []), ...choices]));
    }
  }
  return Object.fromEntries([...values].map(([name, choices]) => [name, [...choices]]));
}

/** Read by zsh too, where `path`, `words` and `status` are variables of its own and no texts. */
function bashScript(name: string, places: readonly Place[], values: OptionValues): string {
  const choices = Object.entries(values).map(
    ([option, each]) => `    ${option}) offers='${each.join(' ')}' ;;`,
  );
  const cases = places.map(
    ({ path, words }) => `    '${path}') offers='${words.map(({ word }) => word).join(' ')}' ;;`,
  );
  const known = places.map(({ path }) => `'${path}'`).join('|');
  const call = `_${name.replaceAll('-', '_')}`;
  return `${call}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" place='' next offers='' index
  for ((index = 1; index < COMP_CWORD; index++)); do
    next="\${place:+$place }\${COMP_WORDS[index]}"
    case "$next" in ${known}) place="$next" ;; esac
  done
  case "$place" in
${cases.join('\n')}
  esac
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
${[...choices, "    '') ;;"].join('\n')}
  esac
  COMPREPLY=($(compgen -W "$offers" -- "$current"))
}
complete -o default -F ${call} ${name}
`;
}

function fishScript(name: string, places: readonly Place[], values: OptionValues): string {
  const lines = places.flatMap(({ path, words }) => {
    const steps = path === '' ? [] : path.split(' ');
    const further = words.filter(({ word }) => !word.startsWith('--')).map(({ word }) => word);
    const seen = steps.map((step) => `__fish_seen_subcommand_from ${step}`);
    const unseen = further.length === 0 ? [] : [`not __fish_seen_subcommand_from ${further.join(' ')}`];
    const condition = [...seen, ...unseen].join('; and ');
    return words.map(({ word, about }) => {
      const choices = values[word];
      const offers = choices === undefined ? '' : ` -x -a '${choices.join(' ')}'`;
      const what = word.startsWith('--') ? `-l ${word.slice(2)}${offers}` : `-f -a ${word}`;
      return `complete -c ${name} -n '${condition}' ${what} -d '${about.replaceAll("'", '’')}'`;
    });
  });
  return `${lines.join('\n')}\n`;
}
