import { parseSync, Visitor } from 'oxc-parser';

/** The names in a file, and the texts of its literals and comments. */
export interface NamesAndTexts {
  readonly names: ReadonlySet<string>;
  readonly texts: readonly string[];
}

/** Reads the identifiers, property keys and file name of a source, and its texts. */
export function namesIn(path: string, text: string): NamesAndTexts {
  const names = new Set([
    path
      .split('/')
      .at(-1)
      ?.replace(/(\.test)?\.ts$/, '') ?? '',
  ]);
  const texts: string[] = [];
  const { program, comments } = parseSync(path, text);
  new Visitor({
    Identifier: ({ name }) => void names.add(name),
    PrivateIdentifier: ({ name }) => void names.add(name),
    Literal({ value }) {
      if (typeof value === 'string') texts.push(value);
    },
    TemplateElement: ({ value }) => void texts.push(value.raw),
  }).visit(program);
  return { names, texts: [...texts, ...comments.map(({ value }) => value)] };
}
