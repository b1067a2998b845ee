const MAX_FRAMES = 8;
const PLACE = /[/\\]([a-z0-9-]+(?:-[\w-]{8})?(?:\.test)?\.[cm]?[jt]s):(\d{1,7}):\d{1,7}\)?$/;
const OWN_PACKAGE = /[/\\](packages|apps)[/\\]([a-z0-9-]+)[/\\]src[/\\]/;
const FOREIGN_PACKAGE = /.*[/\\]node_modules[/\\]((?:@[a-z0-9-]+[/\\])?[a-z0-9-]+)[/\\]/;

const FUNCTION = /^\s+at (?:async )?(?:new )?([\w$]{1,60}(?:\.[\w$]{1,60}){0,2})(?: \[as [^\]]*\])? \(/;

/**
 * The frames of a stack, innermost first, such as `packages/reconciler reconcile.ts:52 actUntilStill`.
 * Nothing is copied but package names, file names and line numbers, and the names of functions in our own
 * code: a stack begins with the message, which can have several lines and even look like frames.
 */
export function stackFrames(stack: unknown, message: unknown): string[] {
  if (typeof stack !== 'string') return [];
  const start = typeof message === 'string' && message !== '' ? stack.indexOf(message) : -1;
  const places = start < 0 ? stack : stack.slice(start + String(message).length);
  return places
    .split('\n')
    .flatMap((line) => frameIn(line) ?? [])
    .slice(0, MAX_FRAMES);
}

function frameIn(line: string): string | undefined {
  if (!/^\s+at /.test(line)) return undefined;
  const [, file, lineNumber] = PLACE.exec(line) ?? [];
  if (file === undefined) return undefined;
  const place = `${file}:${lineNumber}`;
  const foreign = FOREIGN_PACKAGE.exec(line)?.[1];
  if (foreign !== undefined) return `${foreign} ${place}`;
  const [, folder, name] = OWN_PACKAGE.exec(line) ?? [];
  if (folder === undefined) return place;
  return [`${folder}/${name}`, place, FUNCTION.exec(line)?.[1]]
    .filter((part) => part !== undefined)
    .join(' ');
}
