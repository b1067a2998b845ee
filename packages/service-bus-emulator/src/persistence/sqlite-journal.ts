import type { Journal } from '../semantics/journal.ts';
import type { Database } from './database.ts';
import { writeEntity, writeMessage, writeScheduled } from './records.ts';

const PUT_MESSAGE = 'INSERT OR REPLACE INTO message VALUES (?, ?, ?)';

/** Writes every change into the database. */
export function createSqliteJournal(database: Database): Journal {
  return {
    putEntity: (entity) =>
      database.run('INSERT OR REPLACE INTO entity VALUES (?, ?)', entity.path, writeEntity(entity)),
    removeEntity: (path) => {
      database.run('DELETE FROM entity WHERE path = ?', path);
      for (const queue of [path, `${path}/$DeadLetterQueue`, `${path}/$Transfer/$DeadLetterQueue`]) {
        database.run('DELETE FROM message WHERE queue = ?', queue);
        database.run('DELETE FROM sequence WHERE queue = ?', queue);
        database.run('DELETE FROM session WHERE queue = ?', queue);
      }
    },
    putMessage: (queue, message) =>
      database.run(PUT_MESSAGE, queue, message.sequenceNumber, writeMessage(message)),
    putScheduled: (topic, sequenceNumber, message) =>
      database.run(PUT_MESSAGE, topic, sequenceNumber, writeScheduled(message)),
    removeMessage: (queue, sequenceNumber) =>
      database.run('DELETE FROM message WHERE queue = ? AND number = ?', queue, sequenceNumber),
    reserve: (queue, upTo) => database.run('INSERT OR REPLACE INTO sequence VALUES (?, ?)', queue, upTo),
    putSessionState: (queue, sessionId, state) => {
      if (state === undefined)
        database.run('DELETE FROM session WHERE queue = ? AND id = ?', queue, sessionId);
      else database.run('INSERT OR REPLACE INTO session VALUES (?, ?, ?)', queue, sessionId, state);
    },
  };
}
