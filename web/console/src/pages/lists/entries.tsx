// Whom villages and volunteers entered, and which of them came with a photo.
import { api, got } from '../../api';
import { day, number } from '../../format';
import { Badge, Page } from '../../kit/basics';
import { SelectField } from '../../kit/fields';
import { LongTable } from '../../kit/table';
import { setQuery } from '../../router';
import type { PageProps } from '../../route';
import { entryTones, entryWords, type Entry } from './entry_words';

export default function Entries({ query }: PageProps) {
  const say = entryWords();
  const state = query.get('state') ?? '';
  return (
    <Page title={say.title} lead={say.lead}>
      <div class="actions">
        <SelectField label={say.only} value={state} onValue={(value) => setQuery({ state: value })} options={[['', say.all], ...Object.entries(say.states)] as [string, string][]} />
      </div>
      <LongTable<Entry>
        caption={say.title}
        of={state}
        empty={say.none}
        rowHref={(row) => `/office/entries/${row.id}`}
        load={async (before) => {
          const answer = await got(
            api.GET('/v1/entries', {
              params: { query: { limit: 50, ...(state ? { state: state as Entry['state'] } : {}), ...(before === undefined ? {} : { before: String(before) }) } },
            }),
          );
          return { rows: answer.items, next: answer.next };
        }}
        columns={[
          { key: 'name', name: say.name, width: 1.4, cell: (row) => row.name },
          { key: 'nik', name: 'NIK', width: 1.7, cell: (row) => <code>{row.nik}</code> },
          { key: 'village', name: say.village, width: 0.9, cell: (row) => row.village_name },
          { key: 'work', name: say.work, cell: (row) => row.occupation },
          { key: 'state', name: say.state, width: 1.3, cell: (row) => <Badge tone={entryTones[row.state]}>{say.states[row.state]}</Badge> },
          { key: 'photos', name: say.photos, numeric: true, width: 0.7, cell: (row) => number(row.photos) },
          { key: 'entered', name: say.entered, width: 1.2, cell: (row) => day(row.entered_at) },
        ]}
      />
    </Page>
  );
}
