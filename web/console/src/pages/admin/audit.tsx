// The audit trail: who did what, when, and what changed; each line is chained to the one before.
import { api, got } from '../../api';
import { ButtonLink, Card, Page } from '../../kit/basics';
import { SelectField, TextField } from '../../kit/fields';
import { LongTable } from '../../kit/table';
import { moment } from '../../format';
import { setQuery } from '../../router';
import { actionChoices, actionName } from './actions';
import type { PageProps } from '../../route';
import { inBoth } from '../../words';

const words = inBoth(
  {
    title: 'Jejak audit',
    lead: 'Siapa melakukan apa, kapan, dan apa yang berubah. Tidak ada baris yang dapat diubah atau dihapus.',
    actor: 'Oleh',
    action: 'Tindakan',
    subject: 'Tentang (misalnya: bill 12, atau bill)',
    from: 'Dari tanggal',
    until: 'Sampai sebelum tanggal',
    when: 'Waktu',
    about: 'Tentang',
    before: 'Sebelum',
    after: 'Sesudah',
    detail: 'Rincian',
    none: 'Tidak ada yang cocok. Kosongkan salah satu saringan atau pilih rentang hari yang lebih panjang.',
    export: 'Unduh CSV',
    number: 'Nomor',
    every: 'Semua tindakan',
  },
  {
    title: 'Audit trail',
    lead: 'Who did what, when, and what changed. No line can be changed or removed.',
    actor: 'By',
    action: 'Action',
    subject: 'About (such as: bill 12, or bill)',
    from: 'From day',
    until: 'Before day',
    when: 'When',
    about: 'About',
    before: 'Before',
    after: 'After',
    detail: 'Detail',
    none: 'Nothing fits. Empty one of the filters or choose a longer span of days.',
    export: 'Download CSV',
    number: 'Number',
    every: 'Every action',
  },
);

/** "kind=x before=[a b] after=c" -> what stood before, what after, and the rest. */
export function parted(detail: string): { before: string; after: string; rest: string } {
  let rest = detail;
  const take = (name: string): string => {
    const found = new RegExp(`(?:^|\\s)${name}=(\\[[^\\]]*\\]|\\S*)`).exec(rest);
    if (!found) return '';
    rest = (rest.slice(0, found.index) + rest.slice(found.index + found[0].length)).trim();
    return (found[1] ?? '').replace(/^\[|\]$/g, '');
  };
  const before = take('before');
  const after = take('after');
  return { before, after, rest };
}

export default function Audit({ query }: PageProps) {
  const said = words();
  const asked = {
    actor: query.get('actor') ?? '',
    action: query.get('action') ?? '',
    subject: query.get('subject') ?? '',
    from: query.get('from') ?? '',
    until: query.get('until') ?? '',
  };
  const given = Object.fromEntries(Object.entries(asked).filter(([, text]) => text !== ''));
  // What an address names and the list does not know stays chosen.
  const known = actionChoices();
  const choices: [string, string][] = [['', said.every], ...(known.some(([key]) => key === asked.action) || !asked.action ? [] : [[asked.action, asked.action] as [string, string]]), ...known];
  return (
    <Page
      title={said.title}
      lead={said.lead}
      actions={<ButtonLink href={`/v1/audit/export?${new URLSearchParams(given)}`} download="audit.csv">{said.export}</ButtonLink>}
    >
      <Card>
        <div class="fields">
          <TextField label={said.actor} type="search" value={asked.actor} onValue={(text) => setQuery({ actor: text })} />
          <SelectField label={said.action} value={asked.action} onValue={(text) => setQuery({ action: text })} options={choices} />
          <TextField label={said.subject} type="search" value={asked.subject} onValue={(text) => setQuery({ subject: text })} />
          <TextField label={said.from} type="date" value={asked.from} onValue={(text) => setQuery({ from: text })} />
          <TextField label={said.until} type="date" value={asked.until} onValue={(text) => setQuery({ until: text })} />
        </div>
      </Card>
      <LongTable
        caption={said.title}
        of={JSON.stringify(given)}
        empty={said.none}
        load={async (before) => {
          const page = await got(api.GET('/v1/audit', { params: { query: { ...given, limit: 100, before: Number(before ?? 0) } } }));
          return { rows: page.items, next: page.next };
        }}
        columns={[
          { key: 'when', name: said.when, width: 1.5, cell: (row) => moment(row.at) },
          { key: 'actor', name: said.actor, cell: (row) => row.actor },
          { key: 'action', name: said.action, width: 1.6, cell: (row) => <span title={row.action}>{actionName(row.action)}</span> },
          { key: 'about', name: said.about, cell: (row) => row.subject },
          { key: 'before', name: said.before, cell: (row) => <span title={row.detail}>{parted(row.detail).before || '–'}</span> },
          { key: 'after', name: said.after, cell: (row) => <span title={row.detail}>{parted(row.detail).after || '–'}</span> },
          { key: 'detail', name: said.detail, width: 3, cell: (row) => <span title={row.detail}>{parted(row.detail).rest}</span> },
        ]}
      />
    </Page>
  );
}
