/** Servers that nobody may ever ask. */
export const loaders = import.meta.glob<unknown>(['../{registry-answers,web-server}.ts']);
