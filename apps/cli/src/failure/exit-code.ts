/** Exit codes, from which a script can tell how a command ended. */
export const EXIT = {
  /** Done. */
  done: 0,
  /** It could not be done, or not all of it. */
  failed: 1,
  /** The command line, a file or the configuration can't be used; nothing was done. */
  usage: 2,
  /** All is well, and there was nothing to do. */
  nothingToDo: 3,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
