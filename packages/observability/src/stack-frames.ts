const MOST_FRAMES = 8;
const PLACE = /[/\\]([a-z0-9-]+(?:\.test)?\.[cm]?[jt]s):(\d{1,7}):\d{1,7}\)?$/;
const OWN_PACKAGE = /[/\\](packages|apps)[/\\]([a-z0-9-]+)[/\\]src[/\\]/;
const FOREIGN_PACKAGE = /.*[/\\]node_modules[/\\]((?:@[a-z0-9-]+[/\\])?[a-z0-9-]+)[/\\]/;

/**
 * The places in a stack, innermost first, such as `packages/reconciler reconcile.ts:52`. Nothing is copied
 * but package names, file names and line numbers: a stack begins with the message, which can have several
 * lines and even look like places.
 */
export function stackFrames(stack: unknown, message: unknown): string[] {
  if (typeof stack !== 'string') return [];
  const start = typeof message === 'string' && message !== '' ? stack.indexOf(message) : -1;
  const places = start < 0 ? stack : stack.slice(start + String(message).length);
  return places
    .split('\n')
    .flatMap((line) => placeIn(line) ?? [])
    .slice(0, MOST_FRAMES);
}

function placeIn(line: string): string | undefined {
  if (!/^\s+at /.test(line)) return undefined;
  const [, file, lineNumber] = PLACE.exec(line) ?? [];
  if (file === undefined) return undefined;
  return `${packageIn(line)}${file}:${lineNumber}`;
}

function packageIn(line: string): string {
  const foreign = FOREIGN_PACKAGE.exec(line)?.[1];
  if (foreign !== undefined) return `${foreign} `;
  const own = OWN_PACKAGE.exec(line);
  return own === null ? '' : `${own[1]}/${own[2]} `;
}
