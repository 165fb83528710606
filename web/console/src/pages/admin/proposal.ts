// A proposal as a file: lines "JKM.contribution = 7_800" with "#" before remarks, as the files of the law
// write their values. `payung rules impact --proposal FILE` reads the same.
export interface Wish {
  key: string;
  value: number;
}

/** What is wrong with a line: it is no "key = number", names no rule that is a number, or names one twice. */
export interface BadLine {
  line: number;
  text: string;
  why: 'form' | 'unknown' | 'twice';
}

const LINE = /^([A-Za-z0-9_.-]+|"[A-Za-z0-9_.-]+")\s*=\s*(\d+(?:_\d+)*)$/;

export function readProposal(text: string, known: ReadonlySet<string>): { wishes: Wish[]; bad: BadLine[] } {
  const wishes: Wish[] = [];
  const bad: BadLine[] = [];
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/#.*$/, '').trim();
    if (line === '') continue;
    const [, name = '', number = ''] = LINE.exec(line) ?? [];
    const key = name.replaceAll('"', '');
    const why = key === '' ? 'form' : !known.has(key) ? 'unknown' : wishes.some((each) => each.key === key) ? 'twice' : undefined;
    if (why) bad.push({ line: at + 1, text: line.slice(0, 80), why });
    else wishes.push({ key, value: Number(number.replaceAll('_', '')) });
  }
  return { wishes, bad };
}

/** The file that says these; `remark` is its first line. */
export const proposalFile = (wishes: Wish[], remark: string): string =>
  [`# ${remark}`, ...wishes.map((wish) => `${wish.key} = ${wish.value}`), ''].join('\n');
