// What the address of a file that is being sent says: by whom, for which day, what its columns are.
// Every question to the API about the file carries it, so that all are answered alike.
import type { Schemas } from '../../api';

type Kind = Schemas['Sender']['kind'];
export interface Reading {
  sender?: string;
  sender_kind?: Kind;
  area?: string;
  as_of?: string;
  column?: string[];
}

export function readingOf(query: URLSearchParams): Reading {
  const reading: Reading = {};
  const sender = query.get('sender');
  const kind = query.get('sender_kind');
  const area = query.get('area');
  const asOf = query.get('as_of');
  const column = query.getAll('column');
  if (sender) reading.sender = sender;
  if (kind) reading.sender_kind = kind as Kind;
  if (area) reading.area = area;
  if (asOf) reading.as_of = asOf;
  if (column.length > 0) reading.column = column;
  return reading;
}

const KEPT = ['sender', 'sender_name', 'sender_kind', 'area', 'as_of', 'as', 'column'];

/** The part of the address that goes from one step to the next, and into the draft. */
export function settingsOf(query: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of KEPT) for (const value of query.getAll(name)) kept.append(name, value);
  return kept.toString();
}
