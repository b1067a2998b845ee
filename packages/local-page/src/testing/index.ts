export { aReader, type Reader } from './a-reader.ts';
export { aShownStack, type ShownStack, type ShownStackOptions } from './a-shown-stack.ts';
