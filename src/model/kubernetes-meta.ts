export type Texts = Readonly<Record<string, string>>;

/** What every object is called by. */
export interface Meta {
  readonly name: string;
  readonly labels?: Texts;
  readonly annotations?: Texts;
}

export interface InNamespace extends Meta {
  readonly namespace: string;
}
