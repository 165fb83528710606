// One rule over time: what held when, and where it is written.
import { api, got } from '../../api';
import { Badge, Card, Loading, Page, Stat, Trouble } from '../../kit/basics';
import { useLawWords } from '../../kit/law';
import { useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { day } from '../../format';
import type { PageProps } from '../../route';
import { inBoth } from '../../words';
import { SourceText, untilText, valueText, type LawRow } from './law_view';

const words = inBoth(
  {
    now: 'Berlaku pada {on}',
    history: 'Riwayat',
    value: 'Nilai',
    from: 'Sejak',
    until: 'Sampai sebelum',
    article: 'Pasal',
    inForce: 'berlaku',
    back: 'Semua aturan',
    gap: 'Pada tanggal ini tidak ada nilai: perhitungan yang memerlukannya menolak, tidak memakai nol.',
  },
  {
    now: 'In force on {on}',
    history: 'History',
    value: 'Value',
    from: 'Since',
    until: 'Until before',
    article: 'Article',
    inForce: 'in force',
    back: 'All rules',
    gap: 'There is no value on this day: what needs it refuses, and never takes zero.',
  },
);

export default function Rule({ names, query }: PageProps) {
  const said = words();
  const key = names['key'] ?? '';
  const on = query.get('on') ?? '';
  const loaded = useLoad(() => got(api.GET('/v1/rules/{key}', { params: { path: { key }, query: on ? { on } : {} } })), [key, on]);
  const law = useLawWords();
  const history = (loaded.data?.history ?? []) as LawRow[];
  const now = loaded.data?.in_force as LawRow | null | undefined;
  return (
    <Page title={law.rule(key)} lead={<code>{key}</code>} actions={<a href="/office/rules">{said.back}</a>}>
      <Trouble problem={loaded.problem} retry={loaded.reload} />
      {!loaded.data && !loaded.problem && <Loading />}
      {loaded.data && (
        <>
          <div class="stats"><Stat label={said.now.replace('{on}', day(loaded.data.on))} value={now ? valueText(now, law.word) : '–'} note={now ? <SourceText row={now} /> : said.gap} /></div>
          <Card title={said.history}>
            <SmallTable
              caption={said.history}
              hideCaption
              rows={history}
              rowKey={(_, at) => at}
              columns={[
                { key: 'value', name: said.value, numeric: true, cell: (row) => valueText(row, law.word) },
                { key: 'from', name: said.from, cell: (row) => <>{row.from ? day(String(row.from)) : ''} {now && row.from === now.from && row.value === now.value && <Badge tone="good">{said.inForce}</Badge>}</> },
                { key: 'until', name: said.until, cell: untilText },
                { key: 'article', name: said.article, cell: (row) => <SourceText row={row} /> },
              ]}
            />
          </Card>
        </>
      )}
    </Page>
  );
}
