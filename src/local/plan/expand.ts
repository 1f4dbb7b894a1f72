/**
 * `$(NAME)` becomes the variable's value and `$$` becomes `$`; what names no variable stays.
 * Source: k8s@v1.36.2 third_party/forked/golang/expansion/expand.go.
 */
export const expand = (word: string, variables: Readonly<Record<string, string>>): string =>
  word.replace(/\$\$|\$\(([^)]*)\)/g, (all, name?: string) => {
    if (name === undefined) return "$";
    return Object.hasOwn(variables, name) ? (variables[name] ?? "") : all;
  });

/**
 * Variables that may refer to those before them, and to what is known already.
 * Source: k8s@v1.36.2 pkg/kubelet/kubelet_pods.go (makeEnvironmentVariables).
 */
export const expandAll = (
  variables: Readonly<Record<string, string>>,
  known: Readonly<Record<string, string>>,
): Record<string, string> => {
  const all: Record<string, string> = { ...known };
  for (const [name, value] of Object.entries(variables)) all[name] = expand(value, all);
  return all;
};
