/**
 * A value as YAML, readable and the same to the byte each time. Text that another reader of YAML
 * could take for something else is quoted.
 */
export const yaml = (value: object): string => `${Bun.YAML.stringify(value, null, 2)}\n`;
