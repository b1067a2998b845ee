import type { Example } from '../terminal/command-options.ts';

/** Shown by `completion --help` and in the documentation, and run by tests. */
export const COMPLETION_EXAMPLES: readonly Example[] = [
  {
    line: 'completion bash',
    why: 'put what it writes into ~/.bashrc, or into a file that is read from there',
  },
  { line: 'completion zsh', why: 'the same for ~/.zshrc' },
  { line: 'completion fish', why: 'the same for ~/.config/fish/completions/spotler-connector.fish' },
];
