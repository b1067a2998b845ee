/** Everything that is wrong with a configuration file, found at once. */
export class ConfigurationFileError extends Error {
  override readonly name = 'ConfigurationFileError';
  /** One sentence for each mistake. */
  readonly mistakes: readonly string[];

  constructor(subject: string, mistakes: readonly string[]) {
    super([`${subject} has ${mistakes.length === 1 ? 'a mistake' : 'mistakes'}:`, ...mistakes].join('\n- '));
    this.mistakes = mistakes;
  }
}
