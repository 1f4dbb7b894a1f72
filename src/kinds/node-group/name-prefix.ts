/** EKS takes 63 characters, and the provider adds 26. */
const prefixMax = 37;

/**
 * What the name of a node group in its account begins with. An id comes behind it, so that two of it can
 * stand beside each other while one takes the other's place.
 */
export const namePrefix = (name: string): string => `${name.slice(0, prefixMax - 1)}-`;
