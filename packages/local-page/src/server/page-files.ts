import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** A file of the page. */
export interface PageFile {
  readonly type: string;
  readonly text: string;
}

/** The files of the page by their path, made when one is asked for first. */
export interface PageFiles {
  /** Resolves to the file at a path, or to undefined when there is none. */
  at(path: string): Promise<PageFile | undefined>;
}

const MAIN = fileURLToPath(new URL('../client/main.tsx', import.meta.url));
const HTML = new URL('../client/index.html', import.meta.url);
const STYLE = new URL('../client/style.css', import.meta.url);

/** Prepares the files. Bundling begins at once, so that nobody waits for it later. */
export function createPageFiles(): PageFiles {
  const script = bundle();
  // Whoever asks for it hears of a failure.
  script.catch(() => {});
  return {
    async at(path) {
      switch (path) {
        case '/':
          return { type: 'text/html; charset=utf-8', text: await readFile(HTML, 'utf8') };
        case '/style.css':
          return { type: 'text/css; charset=utf-8', text: await readFile(STYLE, 'utf8') };
        case '/main.js':
          return { type: 'text/javascript; charset=utf-8', text: await script };
        default:
          return undefined;
      }
    },
  };
}

/** Turns the client into one script. It never touches the disk. */
async function bundle(): Promise<string> {
  const build = await rolldown({ input: MAIN, platform: 'browser', logLevel: 'silent' });
  try {
    const { output } = await build.generate({ format: 'esm', sourcemapIgnoreList: false });
    return output[0].code;
  } finally {
    await build.close();
  }
}
