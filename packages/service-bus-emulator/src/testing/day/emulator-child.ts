/**
 * Runs the entities on a folder for another process, which sends it one operation after the other, and kills
 * itself where it is told to: the process is gone in the middle of a write, without any farewell.
 */
import type { Journal } from '../../semantics/journal.ts';
import type { DayOperation } from './day-operation.ts';
import { NamespaceUnderTest } from './namespace-under-test.ts';

interface Order {
  readonly operation: DayOperation;
  /** The write before which the process ends; undefined for none. One that never comes ends it at the end. */
  readonly killAt?: number | undefined;
}

let killAt: number | undefined;
let writes = 0;

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function countWrites(journal: Journal): Journal {
  return new Proxy(journal, {
    get: (target, name, receiver) => {
      if (killAt !== undefined && writes === killAt) die();
      writes += 1;
      return Reflect.get(target, name, receiver);
    },
  });
}

const [, , folder = '', now = ''] = process.argv;
const namespace = new NamespaceUnderTest(folder, Number(now), countWrites);

process.on('message', (order: Order) => {
  writes = 0;
  ({ killAt } = order);
  void namespace.apply(order.operation).then((answer) => {
    if (killAt !== undefined) die();
    process.send?.({ answer, visible: namespace.visible() });
  });
});
process.on('disconnect', () => process.exit());
process.send?.({ answer: {}, visible: namespace.visible() });
