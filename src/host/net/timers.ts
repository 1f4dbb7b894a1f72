/** Something that will happen, unless cancelled. */
export interface Timer {
  cancel(): void;
}

/** Calls `action` once, after at least `delayMs` milliseconds. */
export function after(delayMs: number, action: () => void): Timer {
  const timer = setTimeout(action, delayMs);
  return { cancel: () => clearTimeout(timer) };
}

/** Calls `action` again and again, about every `periodMs` milliseconds. */
export function every(periodMs: number, action: () => void): Timer {
  const timer = setInterval(action, periodMs);
  return { cancel: () => clearInterval(timer) };
}
