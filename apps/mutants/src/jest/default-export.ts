/**
 * The default export of a package of Jest. Their types describe CommonJS, where it is a member of what is
 * imported; Node loads their ES modules, where it is what is imported.
 */
export function defaultExport<T extends object>(imported: { readonly default: T } | T): T {
  return hasDefault(imported) ? imported.default : imported;
}

function hasDefault<T extends object>(
  imported: { readonly default: T } | T,
): imported is { readonly default: T } {
  return 'default' in imported;
}
