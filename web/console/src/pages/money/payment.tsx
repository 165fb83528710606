// One payment and what it was set against.
import { api, got } from '../../api';
import { Card, Loading, Page, Stat, Trouble } from '../../kit/basics';
import { useLoad } from '../../kit/load';
import { day, moment, rupiah } from '../../format';
import type { PageProps } from '../../route';
import { inBoth } from '../../words';

const words = inBoth(
  {
    title: 'Pembayaran dari {payer}',
    amount: 'Jumlah',
    settled: 'Dipakai untuk tagihan',
    months: 'Bulan-orang yang lunas',
    rest: 'Tersimpan sesudahnya',
    on: 'Diterima',
    recorded: 'Dicatat',
    key: 'Kunci',
    reference: 'Acuan bank',
    payer: 'Pembayar',
    bills: 'Tagihan pembayar ini',
  },
  {
    title: 'Payment of {payer}',
    amount: 'Amount',
    settled: 'Used for bills',
    months: 'Person-months settled',
    rest: 'Kept afterwards',
    on: 'Received',
    recorded: 'Recorded',
    key: 'Key',
    reference: 'Bank reference',
    payer: 'Payer',
    bills: 'Bills of this payer',
  },
);

export default function PaymentPage({ names }: PageProps) {
  const said = words();
  const id = names['payment'] ?? '';
  const loaded = useLoad(() => got(api.GET('/v1/payments/{payment}', { params: { path: { payment: id } } })), [id]);
  if (loaded.problem) return <Page title={said.title.replace(' {payer}', '')}><Trouble problem={loaded.problem} retry={loaded.reload} /></Page>;
  if (!loaded.data) return <Loading />;
  const payment = loaded.data;
  return (
    <Page title={said.title.replace('{payer}', payment.payer.name)}>
      <div class="stats">
        <Stat label={said.amount} value={rupiah(payment.amount)} />
        <Stat label={said.settled} value={rupiah(payment.settled)} share={payment.amount > 0 ? payment.settled / payment.amount : 0} />
        <Stat label={said.months} value={payment.person_months} />
        <Stat label={said.rest} value={rupiah(payment.suspense_after)} />
      </div>
      <Card>
        <dl class="facts">
          <dt>{said.payer}</dt><dd>{payment.payer.name} (<code>{payment.payer.code}</code>)</dd>
          <dt>{said.on}</dt><dd>{day(payment.received_on)}</dd>
          <dt>{said.recorded}</dt><dd>{moment(payment.recorded_at)}</dd>
          <dt>{said.reference}</dt><dd>{payment.reference || '–'}</dd>
          <dt>{said.key}</dt><dd><code>{payment.key}</code></dd>
        </dl>
        <p><a href={`/office/bills?payer=${encodeURIComponent(payment.payer.code)}`}>{said.bills}</a></p>
      </Card>
    </Page>
  );
}
