// A NIK is PPKKCC DDMMYY SSSS, a woman's day + 40. Said while it is typed; the server checks again.
import { day, say } from './words';

export interface Told {
  good: boolean;
  text: string;
  /** "1985-01-31" and "L" or "P", when it is whole. */
  born?: string;
  sex?: string;
}

/** Of two centuries the one that makes the youngest person who is born already. */
function yearOf(two: number, today: Date): number {
  const now = today.getFullYear();
  const guess = Math.floor(now / 100) * 100 + two;
  return guess > now ? guess - 100 : guess;
}

export function readNik(typed: string, today = new Date()): Told | null {
  const digits = typed.replace(/[\s.'-]/g, '');
  if (digits === '') return null;
  if (!/^\d+$/.test(digits)) return { good: false, text: say('nik_letters') };
  if (digits.length !== 16) return { good: false, text: say('nik_short', { count: digits.length }) };
  const number = (at: number, length: number) => Number(digits.slice(at, at + length));
  const female = number(6, 2) > 40;
  const born = new Date(Date.UTC(yearOf(number(10, 2), today), number(8, 2) - 1, number(6, 2) - (female ? 40 : 0)));
  const dayOfMonth = number(6, 2) - (female ? 40 : 0);
  const real = born.getUTCMonth() === number(8, 2) - 1 && born.getUTCDate() === dayOfMonth && dayOfMonth > 0;
  if (!real) return { good: false, text: say('nik_date') };
  if (number(12, 4) === 0) return { good: false, text: say('nik_serial') };
  return {
    good: true,
    text: say('nik_ok', { sex: say(female ? 'female' : 'male'), day: day(born) }),
    born: born.toISOString().slice(0, 10),
    sex: female ? 'P' : 'L',
  };
}
