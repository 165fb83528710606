/** "Desa Gondoharum" -> "desa-gondoharum", unlike the codes that are taken: nobody need think of one. */
export function codeFor(name: string, taken: string[], nameless: string): string {
  const code = name.toLowerCase().normalize('NFD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 56) || nameless;
  if (!taken.includes(code)) return code;
  for (let at = 2; ; at += 1) if (!taken.includes(`${code}-${at}`)) return `${code}-${at}`;
}
