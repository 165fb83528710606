// Which characters of two texts differ: the longest common subsequence, case and accents aside.
export interface Piece {
  text: string;
  differs: boolean;
}

const LONGEST = 120;

const plain = (char: string): string => char.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');

/** Both texts in pieces, those that the other one does not have marked. */
export function differences(left: string, right: string): [Piece[], Piece[]] {
  const a = [...left].slice(0, LONGEST);
  const b = [...right].slice(0, LONGEST);
  const wide = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * wide);
  const at = (i: number, j: number): number => longest[i * wide + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const same = plain(a[i] ?? '') === plain(b[j] ?? '');
      longest[i * wide + j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const keptA = new Set<number>();
  const keptB = new Set<number>();
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (plain(a[i] ?? '') === plain(b[j] ?? '')) {
      keptA.add(i++);
      keptB.add(j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return [pieces(a, keptA), pieces(b, keptB)];
}

function pieces(chars: string[], kept: Set<number>): Piece[] {
  const all: Piece[] = [];
  chars.forEach((char, place) => {
    const differs = !kept.has(place);
    const last = all[all.length - 1];
    if (last && last.differs === differs) last.text += char;
    else all.push({ text: char, differs });
  });
  return all;
}
