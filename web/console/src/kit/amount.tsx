// Amounts of money as people write them: "1.500.000", "Rp 1.500.000,-", "1,500,000.00". The field tells
// beneath what it took the text for, so that nobody sends ten times what was meant.
import { rupiah } from '../format';
import { TextField } from './fields';

const PLAIN = String.raw`\d{1,15}(?:[.,](?:00|-))?`;
const BY_DOTS = String.raw`\d{1,3}(?:[.\s]\d{3}){1,4}(?:,(?:00|-))?`;
const BY_COMMAS = String.raw`\d{1,3}(?:,\d{3}){1,4}(?:\.(?:00|-))?`;
const WRITTEN = String.raw`\s*(?:[Rr][Pp]\.?)?\s*(?:${PLAIN}|${BY_DOTS}|${BY_COMMAS})\s*`;
const WHOLE = new RegExp(`^${WRITTEN}$`);

/** "Rp1.500.000,-" -> "1500000"; what is no whole amount stays as it was typed, for the server to refuse. */
export function amountOf(text: string): string {
  if (!WHOLE.test(text)) return text;
  return text.replace(/[.,](?:00|-)\s*$/, '').replace(/\D/g, '');
}

/** The same as a number for a body in JSON; NaN, which the server refuses, for what is no whole amount. */
export function rupiahOf(text: string): number {
  const amount = amountOf(text);
  return /^\d+$/.test(amount) ? Number(amount) : NaN;
}

/** What is left when everything but figures is taken out, for fields that hold nothing else. */
export const digits = (text: string): string => text.replace(/\D/g, '');

interface Props {
  label: string;
  value: string;
  onValue: (value: string) => void;
  hint?: string;
  fault?: string | undefined;
  required?: boolean;
}
export function AmountField({ hint, ...props }: Props) {
  const amount = amountOf(props.value);
  const told = /^\d{4,}$/.test(amount) ? rupiah(Number(amount)) : hint;
  return <TextField {...props} hint={told} inputMode="numeric" maxLength={24} />;
}
