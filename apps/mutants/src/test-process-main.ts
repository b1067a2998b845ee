import process from 'node:process';
import { openJest } from './jest/open-jest.ts';
import { TEST_RUN } from './messages.ts';

const [root = '', sources = '', cache = ''] = process.argv.slice(2);
const jest = await openJest({ root, sources, cache });

// Tests may leave something behind that fails later; the next one must not suffer from it.
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});
process.on('disconnect', () => process.exit());
process.on('message', async (message) => {
  if (!TEST_RUN.is(message)) return;
  const result = await jest.run(message, {
    onTrying: (trying) => process.send?.({ trying }),
    onTried: (tried, killed) => process.send?.({ tried, killed }),
  });
  process.send?.({ ...result, residentBytes: process.memoryUsage.rss() });
});
process.send?.({ ready: true });
