// Steps 2 and 3: what each column is read as, what is wrong, grouped by kind; then the list goes in.
// The address holds the file and what was chosen, so that it can be left and returned to.
import { useMemo, useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { number } from '../../format';
import { Badge, Button, ButtonLink, Card, Loading, Notice, Page, Trouble } from '../../kit/basics';
import { JobProgress, type Job } from '../../kit/job';
import { useAction, useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { setQuery } from '../../router';
import type { PageProps } from '../../routes';
import { fill } from '../../words';
import { FIELDS, named, words } from './words';

interface SheetColumn {
  column: string;
  header: string;
  field: string;
  confidence_percent: number;
  samples: string[];
}
interface Sheet {
  sheet: string;
  used: boolean;
  columns: SheetColumn[];
}

type Kind = Schemas['Sender']['kind'];
const TONE = { error: 'bad', warning: 'warn', note: 'info' } as const;

/** Findings of one kind together: how often, where first, what to do. */
export function groupsOf(findings: Schemas['Finding'][]) {
  const groups = new Map<string, { code: string; severity: Schemas['Finding']['severity']; what: string; remedy: string; rows: number[] }>();
  for (const each of findings) {
    const group = groups.get(each.code);
    if (group) group.rows.push(each.row);
    else groups.set(each.code, { code: each.code, severity: each.severity, what: each.what, remedy: each.remedy, rows: [each.row] });
  }
  const order = { error: 0, warning: 1, note: 2 };
  return [...groups.values()].sort((a, b) => order[a.severity] - order[b.severity] || b.rows.length - a.rows.length);
}

const SHOWN_ROWS = 12;

export default function Check({ names, query }: PageProps) {
  const say = words();
  const upload = names['upload'] ?? '';
  const columns = useMemo(() => query.getAll('column'), [query.toString()]);
  const kind = (query.get('sender_kind') || undefined) as Kind | undefined;
  const area = query.get('area') || undefined;
  const asked = { ...(kind ? { sender_kind: kind } : {}), ...(area ? { area } : {}), ...(columns.length > 0 ? { column: columns } : {}) };
  const when = [upload, JSON.stringify(asked)];
  const mapping = useLoad(() => got(api.GET('/v1/uploads/{upload}/columns', { params: { path: { upload }, query: asked } })), when);
  const check = useLoad(() => got(api.GET('/v1/uploads/{upload}/check', { params: { path: { upload }, query: asked } })), when);
  const [result, setResult] = useState<{ version?: string; accepted: number; waiting: number }>();
  const job = query.get('job') ?? '';
  const submit = useAction(async () => {
    const sender = query.get('sender') ?? '';
    const chosen: Record<string, string> = {};
    for (const each of columns) {
      const at = each.indexOf('=');
      chosen[each.slice(0, at)] = each.slice(at + 1);
    }
    const put = await got(
      api.POST('/v1/lists', {
        body: {
          upload, sender, as_of: query.get('as_of') || undefined, as: (query.get('as') || 'automatic') as 'automatic' | 'next' | 'correction',
          ...(query.get('sender_name') ? { sender_name: query.get('sender_name') ?? '' } : {}), ...(kind ? { sender_kind: kind } : {}), ...(area ? { area } : {}),
          ...(columns.length > 0 ? { columns: chosen } : {}),
        },
      }),
    );
    setQuery({ job: put.id });
  });
  const onEnd = async (ended: Job) => {
    if (ended.state !== 'done') return;
    const found = await got(api.GET('/v1/lists', { params: { query: { sender: query.get('sender') ?? '', limit: 1 } } }));
    const newest = found.items[0];
    if (newest) setResult({ version: newest.version, accepted: newest.accepted, waiting: newest.waiting });
  };
  const sheets = (mapping.data?.sheets ?? []) as unknown as Sheet[];
  const sheet = sheets.find((each) => each.used) ?? sheets[0];
  if (job) {
    return (
      <Page title={say.send} lead={say.step3}>
        <JobProgress id={job} name={say.importing} onEnd={(ended) => void onEnd(ended)} mayStop />
        {result && (
          <Card title={fill(say.done, { accepted: number(result.accepted), waiting: number(result.waiting) })}>
            <div class="actions">
              {result.version && <ButtonLink kind="main" href={`/v1/lists/${result.version}/marked`} download>{say.marked}</ButtonLink>}
              {result.version && <ButtonLink href={`/office/lists/${result.version}`}>{say.see}</ButtonLink>}
            </div>
            {result.waiting > 0 && <p class="hint">{say.againHint}</p>}
          </Card>
        )}
      </Page>
    );
  }
  const choose = (column: SheetColumn, field: string) => {
    const rest = columns.filter((each) => !each.endsWith('=' + column.header) && !each.startsWith(field + '='));
    const next = new URLSearchParams(location.search);
    next.delete('column');
    for (const each of [...rest, `${field}=${column.header}`]) next.append('column', each);
    history.replaceState(null, '', `${location.pathname}?${next.toString()}`);
    dispatchEvent(new PopStateEvent('popstate'));
  };
  return (
    <Page
      title={say.send}
      lead={say.step2}
      actions={<Button kind="main" busy={submit.busy} disabled={!check.data} onClick={() => void submit.run()}>{say.submit}</Button>}
    >
      <Trouble problem={submit.problem ?? mapping.problem ?? check.problem} />
      {check.loading && !check.data && <p class="loading" role="status">{say.reading}</p>}
      {check.data && (
        <>
          <Notice tone={check.data.waiting > 0 ? 'warn' : 'good'}>
            <strong>{fill(say.result, { accepted: number(check.data.accepted), waiting: number(check.data.waiting) })}</strong>
            {check.data.skipped > 0 && <> {fill(say.skippedNote, { count: number(check.data.skipped) })}</>}
            <p>{say.submitHint}</p>
          </Notice>
          <Card title={say.errors}>
            <SmallTable
              caption={say.groups}
              rows={groupsOf(check.data.findings as Schemas['Finding'][])}
              rowKey={(row) => row.code}
              columns={[
                { key: 'severity', name: say.severity, cell: (row) => <Badge tone={TONE[row.severity]}>{named(row.severity)}</Badge> },
                { key: 'count', name: say.count, numeric: true, cell: (row) => number(row.rows.length) },
                { key: 'what', name: say.what, cell: (row) => row.what },
                { key: 'remedy', name: say.remedy, cell: (row) => row.remedy },
                { key: 'rows', name: say.firstRows, cell: (row) => row.rows.slice(0, SHOWN_ROWS).join(', ') + (row.rows.length > SHOWN_ROWS ? ', …' : '') },
              ]}
            />
          </Card>
        </>
      )}
      {mapping.loading && !mapping.data && <Loading />}
      {sheet && (
        <Card title={`${say.columns}: ${sheet.sheet}`}>
          <SmallTable
            caption={say.columns}
            hideCaption
            rows={sheet.columns}
            rowKey={(row) => row.column}
            columns={[
              { key: 'column', name: say.column, cell: (row) => row.column },
              { key: 'header', name: say.header, cell: (row) => row.header },
              {
                key: 'field', name: say.read_as,
                cell: (row) => (
                  <select aria-label={`${say.read_as}: ${row.header}`} value={row.field} onChange={(event) => choose(row, event.currentTarget.value)}>
                    {[...new Set<string>([row.field, ...FIELDS])].map((field) => <option key={field} value={field}>{named(`f_${field}`)}</option>)}
                  </select>
                ),
              },
              { key: 'sure', name: say.sure, numeric: true, cell: (row) => `${row.confidence_percent}%` },
              { key: 'samples', name: say.samples, cell: (row) => row.samples.join(' · ') },
            ]}
          />
        </Card>
      )}
    </Page>
  );
}
