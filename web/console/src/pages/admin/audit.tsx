// The audit trail: who did what, when, and what changed; each line is chained to the one before.
import { api, got } from '../../api';
import { ButtonLink, Card, Page } from '../../kit/basics';
import { SelectField, TextField } from '../../kit/fields';
import { usePayerNames } from '../../kit/payers';
import { useSenderNames } from '../../kit/senders';
import { LongTable } from '../../kit/table';
import { moment } from '../../format';
import { setQuery } from '../../router';
import { actionChoices, actionName } from './actions';
import { detailText, subjectChoices, subjectText } from './audit_words';
import type { PageProps } from '../../route';
import { inBoth } from '../../words';

const words = inBoth(
  {
    title: 'Jejak audit',
    lead: 'Siapa melakukan apa, kapan, dan apa yang berubah. Tidak ada baris yang dapat diubah atau dihapus.',
    actor: 'Oleh',
    action: 'Tindakan',
    subject: 'Tentang',
    which: 'Nomor (kosong: semua)',
    everything: 'Semua hal',
    from: 'Dari tanggal',
    until: 'Sampai sebelum tanggal',
    when: 'Waktu',
    about: 'Tentang',
    detail: 'Rincian',
    none: 'Tidak ada yang cocok. Kosongkan salah satu saringan atau pilih rentang hari yang lebih panjang.',
    export: 'Unduh CSV',
    every: 'Semua tindakan',
  },
  {
    title: 'Audit trail',
    lead: 'Who did what, when, and what changed. No line can be changed or removed.',
    actor: 'By',
    action: 'Action',
    subject: 'About',
    which: 'Number (empty: all)',
    everything: 'Everything',
    from: 'From day',
    until: 'Before day',
    when: 'When',
    about: 'About',
    detail: 'Detail',
    none: 'Nothing fits. Empty one of the filters or choose a longer span of days.',
    export: 'Download CSV',
    every: 'Every action',
  },
);

/** Senders and payers by name, wherever their codes stand as words of their own. */
function useNamed(): (text: string) => string {
  const senders = useSenderNames();
  const payers = usePayerNames();
  return (text) => text.replace(/(^|[\s,:])([a-z][\w-]*-[\w.-]*\w)(?=$|[\s,;])/g, (_, before: string, code: string) => {
    const sender = senders(code);
    return before + (sender === code ? payers(code) : sender);
  });
}

export default function Audit({ query }: PageProps) {
  const said = words();
  const named = useNamed();
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
  const [kind = '', ...which] = asked.subject.split(' ');
  const things = subjectChoices();
  const subjects: [string, string][] = [['', said.everything], ...(things.some(([key]) => key === kind) || !kind ? [] : [[kind, kind] as [string, string]]), ...things];
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
          <SelectField label={said.subject} value={kind} onValue={(text) => setQuery({ subject: text })} options={subjects} />
          {kind !== '' && <TextField label={said.which} type="search" value={which.join(' ')} onValue={(text) => setQuery({ subject: `${kind} ${text.trim()}`.trim() })} />}
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
          { key: 'about', name: said.about, width: 1.4, cell: (row) => <span title={row.subject}>{named(subjectText(row.subject))}</span> },
          { key: 'detail', name: said.detail, width: 3, cell: (row) => <span title={row.detail}>{named(detailText(row.detail)) || '–'}</span> },
        ]}
      />
    </Page>
  );
}
