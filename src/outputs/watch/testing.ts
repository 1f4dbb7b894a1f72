/** The metrics that an expression reads, with the labels that it asks for or sums by. */
export const readBy = (expr: string): readonly (readonly [string, readonly string[]])[] => {
  const by = [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, all = ""]) => all.split(/,\s*/));
  return [...expr.matchAll(/([a-zA-Z_:][\w:]*)\{([^}]*)\}/g)].map(([, metric = "", inner = ""]) => {
    const asked = [...inner.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)].map(([, label = ""]) => label);
    return [metric, [...new Set([...asked, ...by])]] as const;
  });
};
