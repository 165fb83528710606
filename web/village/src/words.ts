// The page brings the script's words in its own language, in a template that is not shown.
const words = new Map<string, string>();
for (const each of document.querySelector<HTMLTemplateElement>('#words')?.content.querySelectorAll('p') ?? []) {
  words.set(each.dataset.key ?? '', each.textContent ?? '');
}

export function say(key: string, args: Record<string, string | number> = {}): string {
  const text = words.get(key) ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in args ? String(args[name]) : whole));
}

const locale = document.documentElement.lang === 'en' ? 'en-GB' : 'id-ID';
export const day = (date: Date): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
export const moment = (time: number): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(time));
