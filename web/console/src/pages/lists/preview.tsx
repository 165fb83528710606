// What sending the list would change against the sender's last one, told before it is done.
import type { Schemas } from '../../api';
import { day, number } from '../../format';
import { Badge, Button, Card, Notice, Stat } from '../../kit/basics';
import { useSaid } from '../../kit/said';
import { SmallTable } from '../../kit/table';
import { fill } from '../../words';
import { named, words } from './words';

const KINDS = ['added', 'changed', 'moved', 'died', 'returned', 'left', 'same'] as const;

export function Preview({ data, open, onOpen }: { data: Schemas['ListPreview']; open: boolean; onOpen: () => void }) {
  const say = words();
  const said = useSaid();
  if (data.nothing_new) return <Notice tone="info">{say.nothingNew}</Notice>;
  const kinds = KINDS.filter((kind) => data.changes[kind] > 0 || kind === 'added' || (kind === 'left' && data.kind === 'next') || kind === 'same');
  return (
    <Card
      title={say.willChange}
      actions={data.lines.length > 0 && !open && <Button onClick={onOpen}>{say.showRows}</Button>}
    >
      <p>
        {data.first ? say.firstList : fill(data.kind === 'next' ? say.againstNext : say.againstCorrection, { file: data.before?.file ?? '', day: day(data.before?.as_of ?? '') })}
      </p>
      <div class="stats">
        {kinds.map((kind) => <Stat key={kind} label={kind === 'same' ? say.unchanged : said(`lists.change.${kind}`)} value={data.changes[kind]} />)}
      </div>
      {(data.repeated_rows > 0 || data.repeated_niks > 0) && (
        <Notice tone="warn">
          {data.repeated_rows > 0 && fill(say.repeatedRows, { rows: number(data.repeated_rows) })}{' '}
          {data.repeated_niks > 0 && fill(say.repeatedNiks, { niks: number(data.repeated_niks) })}
        </Notice>
      )}
      {open && (
        <SmallTable
          caption={say.changedRows}
          rows={data.lines}
          rowKey={(_, at) => at}
          columns={[
            { key: 'change', name: say.change, cell: (row) => said(`lists.change.${row.change}`) },
            { key: 'row', name: say.row, numeric: true, cell: (row) => number(row.row) },
            { key: 'name', name: say.name, cell: (row) => row.name },
            { key: 'nik', name: say.nik, cell: (row) => row.nik },
            { key: 'fields', name: say.fields, cell: (row) => row.fields.map((field) => named(`f_${field}`)).join(', ') },
            { key: 'status', name: say.status, cell: (row) => (row.change === 'left' ? '' : <Badge tone={row.waiting ? 'warn' : 'good'}>{row.waiting ? say.wait : say.ok}</Badge>) },
          ]}
        />
      )}
    </Card>
  );
}
