// What each column is read as, what is wrong, grouped by kind, what sending would change; then the
// list goes in. The address holds the file and what was chosen, and the draft on the server too, so
// that it can be left and returned to.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { api, got } from '../../api';
import { number } from '../../format';
import { Badge, Button, ButtonLink, Card, Loading, Notice, Page, Trouble } from '../../kit/basics';
import { JobProgress, type Job } from '../../kit/job';
import { useAction, useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { setQuery } from '../../router';
import type { PageProps } from '../../route';
import { fill } from '../../words';
import { Preview } from './preview';
import { readingOf, settingsOf } from './reading';
import { Steps } from './steps';
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

const TONE = { error: 'bad', warning: 'warn', note: 'info' } as const;

export default function Check({ names, query }: PageProps) {
  const say = words();
  const upload = names['upload'] ?? '';
  const columns = useMemo(() => query.getAll('column'), [query.toString()]);
  const asked = readingOf(query);
  const kind = asked.sender_kind;
  const area = asked.area;
  const settings = settingsOf(query);
  const when = [upload, JSON.stringify(asked)];
  const mapping = useLoad(() => got(api.GET('/v1/uploads/{upload}/columns', { params: { path: { upload }, query: asked } })), when);
  const check = useLoad(() => got(api.GET('/v1/uploads/{upload}/check', { params: { path: { upload }, query: asked } })), when);
  const [shown, setShown] = useState(false);
  const preview = useLoad(
    async () =>
      asked.sender && check.data
        ? got(api.GET('/v1/uploads/{upload}/preview', { params: { path: { upload }, query: { ...asked, sender: asked.sender, as: (query.get('as') || 'automatic') as 'automatic' } } }))
        : undefined,
    [...when, query.get('as'), check.data?.draft.revision],
  );
  useEffect(() => {
    if (query.get('job')) return;
    api.POST('/v1/uploads/{upload}/draft', { params: { path: { upload } }, body: { settings } }).catch(() => undefined);
  }, [upload, settings]);
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
          ...(columns.length > 0 ? { columns: chosen } : {}), ...(check.data ? { revision: check.data.draft.revision } : {}),
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
      actions={
        <>
          {check.data && (check.data.correctable ? <ButtonLink href={`/office/lists/new/${upload}/fix?${settings}`}>{say.fix}</ButtonLink> : <span class="hint">{say.tooLong}</span>)}
          <Button kind="main" busy={submit.busy} disabled={!check.data} onClick={() => void submit.run()}>{say.submit}</Button>
        </>
      }
    >
      <Steps at={query.has('looked') || (check.data && check.data.draft.undoable > 0) ? 4 : 2} />
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
              rows={check.data.groups.filter((row) => row.severity !== 'note')}
              rowKey={(row) => row.code + row.sheet + row.column}
              columns={[
                { key: 'severity', name: say.severity, cell: (row) => <Badge tone={TONE[row.severity]}>{named(row.severity)}</Badge> },
                { key: 'count', name: say.count, numeric: true, cell: (row) => (check.data?.correctable ? <a href={`/office/lists/new/${upload}/fix?${settings}&code=${row.code}`}>{number(row.rows)}</a> : number(row.rows)) },
                { key: 'what', name: say.what, cell: (row) => row.what },
                { key: 'remedy', name: say.remedy, cell: (row) => row.remedy },
                { key: 'rows', name: say.firstRows, cell: (row) => row.first_rows.join(', ') + (row.rows > row.first_rows.length ? ', …' : '') },
              ]}
            />
          </Card>
          {preview.problem && <Trouble problem={preview.problem} />}
          {preview.data ? <Preview data={preview.data} open={shown} onOpen={() => setShown(true)} /> : preview.loading && <Loading />}
        </>
      )}
      {mapping.loading && !mapping.data && <Loading />}
      {sheet && (
        <Card title={sheet.sheet ? `${say.columns}: ${sheet.sheet}` : say.columns}>
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
