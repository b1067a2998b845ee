/** The address of a module in `mutants`, to be loaded into a process first; `options` are what it is told. */
export function mutant(name: string, options: Readonly<Record<string, string | number>> = {}): string {
  const module = new URL(`./mutants/${name}.ts`, import.meta.url);
  for (const [option, value] of Object.entries(options)) module.searchParams.set(option, String(value));
  return module.href;
}
