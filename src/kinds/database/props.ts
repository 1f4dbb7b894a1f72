export interface DatabaseProps {
  /** How many connections its role may have at a time. @default as many as the server takes */
  readonly connections?: number;
}
