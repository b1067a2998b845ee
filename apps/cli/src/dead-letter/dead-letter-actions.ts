import type { ActionParts } from '../action-parts.ts';
import { createFile } from '../create-file.ts';
import type { ExitCode } from '../failure/exit-code.ts';
import { readLines } from '../read-lines.ts';
import { stopSignal } from '../stop-signal.ts';
import type { Action } from '../terminal/command-options.ts';
import type { ExportOptions } from './export/export-command.ts';
import { exportDeadLetters } from './export/export-dead-letters.ts';
import type { ImportOptions } from './import/import-command.ts';
import { importDeadLetters } from './import/import-dead-letters.ts';
import type { ListOptions } from './list/list-command.ts';
import { listDeadLetters } from './list/list-dead-letters.ts';
import type { PurgeOptions } from './purge/purge-command.ts';
import { purgeDeadLetters } from './purge/purge-dead-letters.ts';
import type { DeadLetterQueue } from './queue/dead-letter-queue.ts';
import { replayDeadLetters } from './replay/replay-dead-letters.ts';
import type { ReplayOptions } from './replay/replay-options.ts';
import type { ShowOptions } from './show/show-command.ts';
import { showDeadLetter } from './show/show-dead-letter.ts';
import type { WatchOptions } from './watch/watch-command.ts';
import { watchDeadLetters } from './watch/watch-dead-letters.ts';
import { withDeadLetterQueue } from './with-dead-letter-queue.ts';

/** Actions of the commands about dead letters. */
export interface DeadLetterActions {
  readonly list: Action<ListOptions>;
  readonly show: Action<ShowOptions>;
  readonly replay: Action<ReplayOptions>;
  readonly purge: Action<PurgeOptions>;
  readonly export: Action<ExportOptions>;
  readonly import: Action<ImportOptions>;
  readonly watch: Action<WatchOptions>;
}

/** The commands about dead letters, each on the configured queue. */
export function deadLetterActions({
  terminal,
  clock,
  configured,
  changing,
  ending,
}: ActionParts): DeadLetterActions {
  const looking = { terminal, clock };
  function onQueue<Options>(
    act: (options: Options, queue: DeadLetterQueue) => Promise<ExitCode>,
  ): Action<Options> {
    return ending((options) => withDeadLetterQueue(configured, (queue) => act(options, queue)));
  }

  return {
    list: onQueue((options, queue) => listDeadLetters(options, { ...looking, queue })),
    show: onQueue((options, queue) => showDeadLetter(options, { ...looking, queue })),
    replay: onQueue((options, queue) => replayDeadLetters(options, { ...changing(), queue })),
    purge: onQueue((options, queue) => purgeDeadLetters(options, { ...changing(), queue })),
    export: onQueue((options, queue) => exportDeadLetters(options, { ...looking, queue, createFile })),
    import: onQueue((options, queue) => importDeadLetters(options, { ...changing(), queue, readLines })),
    watch: onQueue((options, queue) =>
      watchDeadLetters(options, { ...looking, queue, signal: stopSignal(process) }),
    ),
  };
}
