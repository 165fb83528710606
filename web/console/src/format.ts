// Numbers, money and days as the reader writes them. Money is whole rupiah; a NIK is text.
import { language } from './words';

const locale = (): string => (language() === 'en' ? 'en-GB' : 'id-ID');

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
function once<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const name = locale() + key;
  let known = made.get(name);
  if (!known) made.set(name, (known = make()));
  return known as T;
}

export const number = (value: number): string =>
  once('n', () => new Intl.NumberFormat(locale())).format(value);

/** 1234567 -> "Rp1.234.567" */
export const rupiah = (value: number): string => (value < 0 ? '-' : '') + 'Rp' + number(Math.abs(value));

/** 0.305 -> "30,5%" */
export const percent = (share: number): string =>
  once('p', () => new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 })).format(share);

/** "2025-01-15" -> "15 Januari 2025" */
export function day(date: string): string {
  const at = new Date(date.slice(0, 10) + 'T00:00:00Z');
  if (Number.isNaN(at.getTime())) return date;
  return once('d', () => new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone: 'UTC' })).format(at);
}

/** A sentence with days in it: "since 2025-01-15" -> "since 15 Januari 2025" */
export const daysIn = (text: string): string => text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, day);

/** "2025-01" -> "Januari 2025" */
export function month(text: string): string {
  const at = new Date(text.slice(0, 7) + '-01T00:00:00Z');
  if (Number.isNaN(at.getTime())) return text;
  return once('m', () => new Intl.DateTimeFormat(locale(), { month: 'long', year: 'numeric', timeZone: 'UTC' })).format(at);
}

/** "2025-01" -> "Jan 25" */
export function shortMonth(text: string): string {
  const at = new Date(text.slice(0, 7) + '-01T00:00:00Z');
  if (Number.isNaN(at.getTime())) return text;
  return once('s', () => new Intl.DateTimeFormat(locale(), { month: 'short', year: '2-digit', timeZone: 'UTC' })).format(at);
}

/** "2025-01-31T08:15:00Z" -> "31 Jan 2025 15.15", western Indonesian time */
export function moment(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  return once(
    't',
    () => new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Jakarta' }),
  ).format(at);
}

/** 1536 -> "1,5 kB" */
export function bytes(size: number): string {
  if (size < 1000) return `${number(size)} B`;
  if (size < 1_000_000) return `${number(Math.round(size / 100) / 10)} kB`;
  if (size < 1_000_000_000) return `${number(Math.round(size / 100_000) / 10)} MB`;
  return `${number(Math.round(size / 100_000_000) / 10)} GB`;
}
