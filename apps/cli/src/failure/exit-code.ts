/** Exit codes, from which a script can tell how a command ended. docs/troubleshooting.md has the table. */
export const EXIT = {
  /** Done. */
  done: 0,
  /** Failed, or only partly done. */
  failed: 1,
  /** The command line, a file or the configuration can't be used; nothing was done. */
  usage: 2,
  /** All is well, and there was nothing to do. */
  nothingToDo: 3,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Meanings of the exit codes, as `--help` and the table have them. */
export const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  done: 'done',
  failed: 'failed, or only partly done',
  usage: "the command line, a file or the configuration can't be used; nothing was done",
  nothingToDo: 'there was nothing to do',
};
