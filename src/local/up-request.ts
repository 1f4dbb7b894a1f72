/** What `up` was asked for. */
export interface UpRequest {
  /** Absolute path of the project; its `.plinth` holds the state. */
  readonly root: string;
  /** Absolute path of the system file. */
  readonly file: string;
  /** The name of the copy. @default the system's own */
  readonly name?: string;
  /** @default the system's first */
  readonly profile?: string;
  /** Takes another port when one that is asked for is taken. @default true */
  readonly otherPorts?: boolean;
  /** How much faster than the wall clock the autoscalers live, for demonstrations. @default 1 */
  readonly autoscalerSpeed?: number;
  /** Restarts what changed when source files or the system file change. @default true */
  readonly watch?: boolean;
}
