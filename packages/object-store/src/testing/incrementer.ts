import { createFolderObjectStore } from '../folder/folder-object-store.ts';
import { increment } from './store-content.ts';

// A process of a test: `incrementer.ts <folder> <times>` adds to the counter so often and says how often it
// did.
const [folder = '', times = '0'] = process.argv.slice(2);
const store = createFolderObjectStore({ folder, now: () => Date.now() });
let done = 0;
for (; done < Number(times); done++) await increment(store);
process.stdout.write(`${done}\n`);
