/** Those who wait until something is told of a thing. */
export class Waiting<Thing> {
  private list: { readonly thing: Thing; readonly resolve: () => void }[] = [];

  /** Resolves when `tell` comes for the thing. */
  wait(thing: Thing): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.list.push({ thing, resolve });
    return promise;
  }

  /** Lets those go on whose thing it is; without a test, all. */
  tell(isMeant: (thing: Thing) => boolean = () => true): void {
    const due = this.list.filter(({ thing }) => isMeant(thing));
    this.list = this.list.filter(({ thing }) => !isMeant(thing));
    for (const { resolve } of due) resolve();
  }
}
