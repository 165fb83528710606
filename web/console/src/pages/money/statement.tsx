// A payer's statement as a file: the months and the form are chosen, the server makes it.
import { api, got } from '../../api';
import { ButtonLink, Card, Empty } from '../../kit/basics';
import { SelectField, TextField } from '../../kit/fields';
import { useLoad } from '../../kit/load';
import { setQuery } from '../../router';
import { useCaller } from '../../session';
import { inBoth } from '../../words';

const words = inBoth(
  { title: 'Rekening iuran satu pembayar', hint: 'Ditagih, dibayar, dan terbuka menurut bulan, dengan setiap pembayaran. Untuk rapat, lampiran, atau dikirim ke pembayar.', payer: 'Pembayar', choose: 'Pilih pembayar…', from: 'Mulai bulan (kosong: semua)', until: 'Sebelum bulan (kosong: semua)', none: 'Belum ada pembayar yang ditagih.' },
  { title: 'Statement of one payer', hint: 'Billed, paid and open by month, with every payment. For a meeting, an annex, or to be sent to the payer.', payer: 'Payer', choose: 'Choose a payer…', from: 'From month (empty: all)', until: 'Before month (empty: all)', none: 'No payer was billed yet.' },
);

const FORMS = ['pdf', 'xlsx', 'csv'] as const;

export function Statement({ query }: { query: URLSearchParams }) {
  const said = words();
  const caller = useCaller();
  const own = caller.scope.find((limit) => limit.kind === 'payer')?.value;
  const found = useLoad(() => got(api.GET('/v1/receivables', { params: { query: { limit: 500 } } })), []);
  const payers = [...new Map((found.data?.items ?? []).map((row) => [row.payer.code, row.payer.name])).entries()];
  const payer = query.get('payer') || own || '';
  const [from, until] = [query.get('from') ?? '', query.get('until') ?? ''];
  const link = (format: string) => `/v1/payers/${encodeURIComponent(payer)}/statement?format=${format}${from ? `&from=${from}` : ''}${until ? `&until=${until}` : ''}`;
  return (
    <Card title={said.title}>
      <p class="hint">{said.hint}</p>
      {found.data && payers.length === 0 && <Empty>{said.none}</Empty>}
      <div class="fields">
        <SelectField label={said.payer} value={payer} onValue={(code) => setQuery({ payer: code })} options={[['', said.choose], ...payers]} />
        <TextField label={said.from} type="month" value={from} onValue={(text) => setQuery({ from: text })} placeholder="2025-01" />
        <TextField label={said.until} type="month" value={until} onValue={(text) => setQuery({ until: text })} placeholder="2026-01" />
      </div>
      {payer && <div class="actions">{FORMS.map((format) => <ButtonLink key={format} href={link(format)} download>{format.toUpperCase()}</ButtonLink>)}</div>}
    </Card>
  );
}
