/** The marks of a block of commands that only runs on a machine with these. */
const NEEDS = ['needs-docker', 'needs-azure'];
/** A block of commands is marked `sh` and nothing else, so that none goes unseen. */
const OTHER_SHELLS = ['bash', 'shell', 'console', 'zsh', 'shell-session', 'powershell', 'pwsh', 'cmd'];

/** A fenced block of a page. */
export interface Fence {
  /** The first word after the fence, such as `sh`. */
  language: string;
  /** The other words after it. */
  marks: string[];
  text: string;
}

/** Everything there is to call: scripts of the repository and commands of the command line. */
export interface Callable {
  /** Names of the root's scripts. */
  scripts: readonly string[];
  /** Scripts of each package, by its name. */
  packageScripts: Readonly<Record<string, readonly string[]>>;
  /** Names of the commands and subcommands of `spotler-connector`. */
  commands: readonly string[];
}

/** The fenced blocks of a page. */
export function fencesOf(page: string): Fence[] {
  return [...page.matchAll(/^ *```([^\n]*)\n(.*?)^ *```$/gms)].map(([, info = '', text = '']) => {
    const [language = '', ...marks] = info.trim().split(/\s+/);
    return { language, marks, text };
  });
}

/**
 * Finds wrong commands on a page. Each is a script of the repository or a command of ours; a block
 * with others carries `needs-docker` or `needs-azure` after its `sh`, because nothing here can run it.
 */
export function mistakesOf(page: string, callable: Callable): string[] {
  return fencesOf(page).flatMap(({ language, marks, text }) => {
    if (OTHER_SHELLS.includes(language)) return [`a block of commands is marked sh, not ${language}`];
    if (language !== 'sh') return [];
    const unknown = marks.filter((mark) => !NEEDS.includes(mark)).map((mark) => `unknown mark ${mark}`);
    const strange = marks.length > 0 ? [] : linesOf(text).filter((line) => !exists(line, callable));
    return [...unknown, ...strange];
  });
}

/** The commands of a block, without comments; what goes on after a backslash is one command. */
function linesOf(text: string): string[] {
  const lines = text.replaceAll(/\\\n/g, ' ').split('\n');
  return lines.map((line) => line.replace(/(^|\s)#.*$/, '').trim()).filter((line) => line !== '');
}

function exists(line: string, { scripts, packageScripts, commands }: Callable): boolean {
  if (/[;&|]/.test(line)) return false;
  const words = line.split(/\s+/);
  const [program, ...rest] = words[0] === 'npx' ? words.slice(1) : words;
  if (program === 'spotler-connector') return isCommand(rest, commands);
  if (program !== 'pnpm' && program !== 'pnpm@12') return false;
  const [first = '', name = '', ...after] = rest;
  if (first === '--filter')
    return packageScripts[name]?.includes(after.at(after[0] === 'run' ? 1 : 0) ?? '') ?? false;
  if (first === 'cli') return isCommand(rest.slice(1), commands);
  return scripts.includes(first === 'run' ? name : first);
}

function isCommand(words: readonly string[], commands: readonly string[]): boolean {
  const [first = '--help', second = ''] = words;
  if (first.startsWith('--')) return true;
  const group = first === 'dead-letter' || first === 'dataverse';
  return commands.includes(first) && (!group || commands.includes(second));
}
