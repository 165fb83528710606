// How the house is: database, queue, what goes out; copies of the database.
import { useState } from 'preact/hooks';
import { api, got } from '../../api';
import { Badge, Button, Card, Empty, Loading, Notice, Page, Stat, Trouble } from '../../kit/basics';
import { JobProgress } from '../../kit/job';
import { useAction, useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { bytes, moment, number } from '../../format';
import { inBoth } from '../../words';
import { AdminTabs } from './shared';

const words = inBoth(
  {
    title: 'Sistem dan cadangan',
    database: 'Basis data',
    size: 'Ukuran',
    version: 'Versi Payung',
    persons: 'Orang',
    trail: 'Baris jejak audit',
    queue: 'Pekerjaan menunggu',
    running: 'berjalan: {n}',
    failed: 'gagal: {n}',
    oldest: 'Terlama menunggu sejak',
    approvals: 'Persetujuan terbuka',
    hooks: 'Sistem lain yang diberi tahu',
    behind: 'tertinggal: {n}, menyerah: {dead}',
    mail: 'Surel',
    letters: 'surat menunggu: {n}',
    messages: 'Pesan singkat',
    on: 'terpasang',
    off: 'tidak dipasang',
    migrations: 'Pembaruan basis data',
    step: 'Langkah',
    when: 'Waktu',
    backups: 'Cadangan',
    backupLead: 'Salinan dibuat sementara kantor bekerja, lalu dibuka dan diperiksa. Simpan juga berkas kunci, di tempat lain: tanpa kunci, nama dan NIK tidak dapat dibaca.',
    make: 'Buat cadangan sekarang',
    none: 'Belum ada cadangan.',
    old: 'Cadangan terakhir lebih dari seminggu lalu, atau belum ada.',
    name: 'Berkas',
    folder: 'Folder',
    last: 'Cadangan terakhir',
    files: 'Berkas kiriman',
    filesOf: '{n} berkas, batas {max}; sisa di disk {free}',
    filesFull: 'Ruang untuk berkas kiriman hampir habis. Perbesar files_total_mib atau disknya; tanpa itu kiriman berikutnya ditolak.',
    checked: 'diperiksa',
    check: 'Pemeriksaan',
  },
  {
    title: 'System and backups',
    database: 'Database',
    size: 'Size',
    version: 'Payung’s version',
    persons: 'Persons',
    trail: 'Lines of the audit trail',
    queue: 'Work that waits',
    running: 'running: {n}',
    failed: 'failed: {n}',
    oldest: 'The oldest waits since',
    approvals: 'Open approvals',
    hooks: 'Other systems told',
    behind: 'behind: {n}, given up: {dead}',
    mail: 'E-mail',
    letters: 'letters waiting: {n}',
    messages: 'Short messages',
    on: 'set up',
    off: 'not set up',
    migrations: 'Updates of the database',
    step: 'Step',
    when: 'When',
    backups: 'Backups',
    backupLead: 'A copy is made while the office works, then opened and checked. Keep the key file too, somewhere else: without it no name or NIK can be read.',
    make: 'Make a backup now',
    none: 'There is no backup yet.',
    old: 'The last backup is more than a week old, or there is none.',
    name: 'File',
    folder: 'Folder',
    last: 'Last backup',
    files: 'Files that were sent',
    filesOf: '{n} files, limit {max}; free on the disk {free}',
    filesFull: 'The space for files that are sent is nearly used up. Raise files_total_mib or enlarge the disk; else the next ones are refused.',
    checked: 'checked',
    check: 'Check',
  },
);

const WEEK_MS = 7 * 86_400_000;
const NEARLY_FULL = 0.9;

function Backups({ onDone }: { onDone: () => void }) {
  const said = words();
  const loaded = useLoad(() => got(api.GET('/v1/backups')), []);
  const [job, setJob] = useState<string>();
  const make = useAction(async () => setJob((await got(api.POST('/v1/backups'))).id));
  return (
    <Card title={said.backups} actions={<Button kind="main" busy={make.busy} onClick={() => void make.run()}>{said.make}</Button>}>
      <p class="hint">{said.backupLead}</p>
      <Trouble problem={loaded.problem ?? make.problem} />
      {job && (
        <JobProgress
          key={job}
          id={job}
          name={said.backups}
          mayStop
          onEnd={() => {
            loaded.reload();
            onDone();
          }}
        />
      )}
      {loaded.data?.items.length === 0 && <Empty>{said.none}</Empty>}
      {loaded.data && loaded.data.items.length > 0 && (
        <SmallTable
          caption={said.backups}
          hideCaption
          rows={loaded.data.items}
          rowKey={(row) => row.name}
          columns={[
            { key: 'name', name: said.name, cell: (row) => <code>{row.name}</code> },
            { key: 'at', name: said.when, cell: (row) => moment(row.made_at) },
            { key: 'bytes', name: said.size, numeric: true, cell: (row) => bytes(row.bytes) },
            { key: 'checked', name: said.check, cell: () => <Badge tone="good">{said.checked}</Badge> },
          ]}
        />
      )}
      {loaded.data && <p class="hint">{said.folder}: <code>{loaded.data.folder}</code></p>}
    </Card>
  );
}

export default function System() {
  const said = words();
  const loaded = useLoad(() => got(api.GET('/v1/system')), []);
  const state = loaded.data;
  const late = state && (!state.last_backup || Date.now() - Date.parse(state.last_backup.made_at) > WEEK_MS);
  const files = state?.files;
  const full = files && files.bytes > files.bytes_max * NEARLY_FULL;
  const setUp = (on: boolean) => (on ? said.on : said.off);
  return (
    <Page title={said.title}>
      <AdminTabs />
      <Trouble problem={loaded.problem} retry={loaded.reload} />
      {!state && !loaded.problem && <Loading />}
      {state && (
        <>
          {late && <Notice tone="warn">{said.old}</Notice>}
          {full && <Notice tone="warn">{said.filesFull}</Notice>}
          <div class="stats">
            <Stat label={said.database} value={`${state.engine} ${state.engine_version}`} note={`${said.size}: ${bytes(state.bytes)}`} />
            <Stat label={said.version} value={state.version} />
            <Stat label={said.persons} value={state.persons} note={`${said.trail}: ${number(state.audit_lines)}`} />
            <Stat label={said.queue} value={state.jobs.queued} href="/office/jobs" note={`${said.running.replace('{n}', number(state.jobs.running))}, ${said.failed.replace('{n}', number(state.jobs.failed))}${state.oldest_queued_at ? `. ${said.oldest} ${moment(state.oldest_queued_at)}` : ''}`} />
            <Stat label={said.approvals} value={state.approvals_open} />
            <Stat label={said.hooks} value={state.webhooks_active} note={said.behind.replace('{n}', number(state.webhooks_behind)).replace('{dead}', number(state.deliveries_dead))} />
            <Stat label={said.mail} value={setUp(state.mail.set_up)} note={said.letters.replace('{n}', number(state.mail.waiting))} />
            <Stat label={said.messages} value={setUp(state.messages.set_up)} />
            {files && <Stat label={said.files} value={bytes(files.bytes)} note={said.filesOf.replace('{n}', number(files.count)).replace('{max}', bytes(files.bytes_max)).replace('{free}', bytes(files.disk_bytes_free))} />}
            <Stat label={said.last} value={state.last_backup ? moment(state.last_backup.made_at) : '–'} />
          </div>
        </>
      )}
      <Backups onDone={loaded.reload} />
      {state && (
        <details class="card">
          <summary><h2>{said.migrations}</h2> <span class="hint">({number(state.migrations.length)})</span></summary>
          <SmallTable
            caption={said.migrations}
            hideCaption
            rows={state.migrations}
            rowKey={(row) => row.name}
            columns={[
              { key: 'name', name: said.step, cell: (row) => <code>{row.name}</code> },
              { key: 'at', name: said.when, cell: (row) => moment(row.applied_at) },
            ]}
          />
        </details>
      )}
    </Page>
  );
}
