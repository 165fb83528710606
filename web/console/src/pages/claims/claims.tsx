// Every claim of the caller's people, with its age against the days that the rules give.
import { api, got } from '../../api';
import { day, rupiah } from '../../format';
import { ButtonLink, Page } from '../../kit/basics';
import { SelectField } from '../../kit/fields';
import { LongTable } from '../../kit/table';
import { setQuery } from '../../router';
import type { PageProps } from '../../route';
import { may, useCaller } from '../../session';
import { Due, StateBadge, type Row } from './common';
import { words } from './words';

export default function Claims({ query }: PageProps) {
  const say = words();
  const caller = useCaller();
  const kind = query.get('kind') ?? '';
  const only = query.get('only') ?? 'open';
  const choices = (named: Record<string, string>) => [['', say.all], ...Object.entries(named)] as [string, string][];
  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={
        <>
          {may(caller, 'events_write') && <ButtonLink kind="main" href="/office/claims/new">{say.report}</ButtonLink>}
          <ButtonLink href="/office/claims/unclaimed">{say.rights}</ButtonLink>
        </>
      }
    >
      <div class="actions">
        <SelectField label={say.only} value={only} onValue={(value) => setQuery({ only: value })} options={[['all', say.all], ['open', say.only_open], ['late', say.only_late]]} />
        <SelectField label={say.kind} value={kind} onValue={(value) => setQuery({ kind: value })} options={choices(say.kinds)} />
      </div>
      <LongTable<Row>
        caption={say.title}
        of={`${kind} ${only}`}
        empty={say.none}
        rowHref={(row) => `/office/claims/${row.id}`}
        load={async (before) => {
          const answer = await got(
            api.GET('/v1/claims', {
              params: {
                query: {
                  limit: 100, only: only as 'all',
                  ...(kind ? { kind: kind as Row['kind'] } : {}),
                  ...(before === undefined ? {} : { before: String(before) }),
                },
              },
            }),
          );
          return { rows: answer.items, next: answer.next };
        }}
        columns={[
          { key: 'name', name: say.person, width: 1.4, cell: (row) => row.name || row.nik || row.id.slice(0, 8) },
          { key: 'kind', name: say.kind, width: 1.4, cell: (row) => say.kinds[row.kind] },
          { key: 'state', name: say.state, width: 1.35, cell: (row) => <StateBadge state={row.state} /> },
          { key: 'happened', name: say.happened, width: 1.2, cell: (row) => day(row.happened_on) },
          { key: 'amount', name: say.amount, width: 1.45, numeric: true, cell: (row) => (row.amount > 0 ? rupiah(row.amount) : '') },
          { key: 'due', name: say.due, width: 1.9, cell: (row) => <Due row={row} /> },
        ]}
      />
    </Page>
  );
}
