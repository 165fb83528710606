// One long work: live while it runs, and what became of it.
import { useState } from 'preact/hooks';
import { Card, Page } from '../../kit/basics';
import { JobProgress, type Job } from '../../kit/job';
import { SmallTable } from '../../kit/table';
import { jobName } from '../../kit/terms';
import { moment, number } from '../../format';
import type { PageProps } from '../../route';
import { inBoth } from '../../words';

const words = inBoth(
  { title: 'Pekerjaan', result: 'Hasil', what: 'Apa', value: 'Nilai', by: 'Diminta oleh', when: 'Diminta', ended: 'Berakhir' },
  { title: 'Work', result: 'What became of it', what: 'What', value: 'Value', by: 'Asked by', when: 'Asked', ended: 'Ended' },
);

/** The result of any job as lines: names as the server has them, values as they are. */
function linesOf(value: unknown, name = ''): [string, string][] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((each, at) => linesOf(each, `${name} ${at + 1}`));
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, each]) => linesOf(each, name ? `${name} · ${key}` : key));
  }
  return [[name.replace(/_/g, ' '), typeof value === 'number' ? number(value) : String(value)]];
}

export default function JobPage({ names }: PageProps) {
  const said = words();
  const id = names['job'] ?? '';
  const [job, setJob] = useState<Job>();
  const lines = job ? linesOf(job.result) : [];
  return (
    <Page title={job ? jobName(job.kind) : said.title}>
      <Card>
        <JobProgress id={id} name={job ? jobName(job.kind) : said.title} onEnd={setJob} mayStop />
        {job && (
          <dl class="facts">
            <dt>{said.by}</dt><dd>{job.by}</dd>
            <dt>{said.when}</dt><dd>{moment(job.created_at)}</dd>
            {job.ended_at && <><dt>{said.ended}</dt><dd>{moment(job.ended_at)}</dd></>}
          </dl>
        )}
      </Card>
      {lines.length > 0 && (
        <Card title={said.result}>
          <SmallTable
            caption={said.result}
            hideCaption
            rows={lines}
            rowKey={(_, at) => at}
            columns={[
              { key: 'what', name: said.what, cell: (row) => row[0] },
              { key: 'value', name: said.value, cell: (row) => row[1] },
            ]}
          />
        </Card>
      )}
    </Page>
  );
}
