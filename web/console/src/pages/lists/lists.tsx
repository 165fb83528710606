// Every list that was taken in, newest first.
import { api, got, type Schemas } from '../../api';
import { day, moment, number } from '../../format';
import { Badge, ButtonLink, Page } from '../../kit/basics';
import { SelectField } from '../../kit/fields';
import { useLoad } from '../../kit/load';
import { LongTable } from '../../kit/table';
import { setQuery } from '../../router';
import type { PageProps } from '../../route';
import { may, useCaller } from '../../session';
import { Drafts } from './drafts';
import { named, words } from './words';

export default function Lists({ query }: PageProps) {
  const say = words();
  const caller = useCaller();
  const senders = useLoad(() => got(api.GET('/v1/senders')), []);
  const sender = query.get('sender') ?? '';
  return (
    <Page title={say.title} lead={say.lead} actions={<><ButtonLink href="/office/lists/quality">{say.quality}</ButtonLink>{may(caller, 'lists_write') && <ButtonLink kind="main" href="/office/lists/new">{say.send}</ButtonLink>}</>}>
      {may(caller, 'lists_write') && <Drafts />}
      {(senders.data?.items.length ?? 0) > 1 && (
        <SelectField label={say.filter} value={sender} onValue={(value) => setQuery({ sender: value })} options={[['', say.allSenders], ...(senders.data?.items ?? []).map((each) => [each.code, each.name] as const)]} />
      )}
      <LongTable<Schemas['List']>
        caption={say.title}
        of={sender}
        empty={say.none}
        load={async (before) => {
          const window = await got(api.GET('/v1/lists', { params: { query: { limit: 50, ...(sender ? { sender } : {}), ...(before === undefined ? {} : { before: String(before) }) } } }));
          return { rows: window.items, next: window.next };
        }}
        rowHref={(row) => `/office/lists/${row.version}`}
        columns={[
          { key: 'file', name: say.file, width: 1.7, cell: (row) => row.file },
          { key: 'sender', name: say.sender, width: 1.5, cell: (row) => row.sender_name },
          { key: 'kind', name: say.kind, cell: (row) => named(row.kind) },
          { key: 'asOf', name: say.asOf, cell: (row) => day(row.as_of) },
          { key: 'accepted', name: say.accepted, numeric: true, cell: (row) => number(row.accepted) },
          { key: 'waiting', name: say.waiting, numeric: true, width: 1.2, cell: (row) => (row.waiting > 0 ? <Badge tone="warn">{number(row.waiting)}</Badge> : number(0)) },
          { key: 'received', name: say.received, width: 1.1, cell: (row) => moment(row.received_at) },
        ]}
      />
    </Page>
  );
}
