// What was searched for last, so that coming back finds it again. In memory alone: it may be a name or
// a part of a NIK, and nothing of a person is left behind in the browser.
let last = '';

export function lastSearch(): string {
  return last;
}

export function keepSearch(text: string): void {
  last = text;
}
