/** Text as hosts of code take it for an id: letters, digits, `-` and `_`, and no digit at the start. */
export const idOf = (text: string): string =>
  text.replaceAll(/[^A-Za-z0-9_-]+/g, "_").replace(/^(?![A-Za-z_])/, "_");
