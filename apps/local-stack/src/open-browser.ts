import { spawn } from 'node:child_process';

/** The command that opens an address in the browser that a user has chosen, by platform. */
const OPENERS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens an address in the browser; where there is none, `onFailed` is called and nothing else happens. */
export function openBrowser(url: string, onFailed: () => void, platform: string = process.platform): void {
  const [command, ...args] = OPENERS[platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { detached: true, stdio: 'ignore' });
  child.once('error', onFailed);
  child.unref();
}
