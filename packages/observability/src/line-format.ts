import pc from 'picocolors';
import type { PrintableLine } from './printable-line.ts';
import type { Printable } from './shape.ts';

/** How important a line is. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** Turns a line into text without a line end. */
export type LineFormat = (level: LogLevel, time: Date, line: PrintableLine) => string;

/** One JSON object: `time`, `level`, `event`, and the fields. */
export function json(level: LogLevel, time: Date, { event, fields }: PrintableLine): string {
  return JSON.stringify({ time: time.toISOString(), level, event, ...Object.fromEntries(fields) });
}

/** Clock time, level, event and `name=value` pairs, for people; with colours only where they can be seen. */
export function prettyWith(colours: boolean): LineFormat {
  const { dim, green, red, yellow } = pc.createColors(colours);
  const colourOf = { error: red, warn: yellow, info: green, debug: dim };
  return (level, time, { event, fields }) => {
    const pairs = [...fields].map(([name, value]) => `${dim(`${name}=`)}${inWords(value)}`);
    const timeOfDay = dim(time.toISOString().slice(11, 23));
    return [timeOfDay, colourOf[level](level.padEnd(5)), event.padEnd(20), ...pairs].join(' ');
  };
}

function inWords(value: Printable): string {
  if (typeof value !== 'object') return String(value);
  const plain = Array.isArray(value) && value.every((each) => typeof each === 'string');
  return plain ? value.join(',') : JSON.stringify(value);
}
