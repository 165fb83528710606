// The book: every account with both its sides, and the check of all of it.
import { useState } from 'preact/hooks';
import { api, got } from '../../api';
import { Badge, Button, Card, Loading, Notice, Page, Stat, Trouble } from '../../kit/basics';
import { JobProgress, type Job } from '../../kit/job';
import { useAction, useLoad } from '../../kit/load';
import { useSaid } from '../../kit/said';
import { SmallTable } from '../../kit/table';
import { ledgerAccountName } from '../../kit/terms';
import { rupiah } from '../../format';
import { inBoth } from '../../words';

const words = inBoth(
  {
    title: 'Buku besar',
    lead: 'Pembukuan berpasangan: setiap perpindahan punya dua sisi, jadi jumlah debit sama dengan jumlah kredit.',
    debit: 'Debit',
    credit: 'Kredit',
    held: 'Saldo',
    account: 'Akun',
    equal: 'Kedua sisi sama.',
    part: 'Di sini hanya akun pembayar yang Anda layani. Pasangannya (dana dan bank) milik seluruh kantor dan tidak tampil, jadi kedua jumlah boleh berbeda; “Periksa ulang semua” menghitung semuanya.',
    verify: 'Periksa ulang semua',
    verifyLead: 'Menghitung ulang tagihan, pembayaran, buku, dan jejak audit dari fakta.',
    checks: 'Hasil pemeriksaan',
    check: 'Pemeriksaan',
    result: 'Hasil',
    sound: 'benar',
    faults: 'ada yang salah',
    allSound: 'Semua pemeriksaan benar.',
  },
  {
    title: 'Ledger',
    lead: 'Double entry: every transfer has two sides, so debits equal credits.',
    debit: 'Debit',
    credit: 'Credit',
    held: 'Balance',
    account: 'Account',
    equal: 'Both sides are equal.',
    part: 'Only the accounts of the payers you serve stand here. Their other sides (funds and bank) belong to the whole office and are not shown, so the two sums may differ; “Check everything again” reckons them all.',
    verify: 'Check everything again',
    verifyLead: 'Computes bills, payments, the book and the audit trail anew from the facts.',
    checks: 'What was checked',
    check: 'Check',
    result: 'Result',
    sound: 'sound',
    faults: 'faults',
    allSound: 'Every check is sound.',
  },
);

interface Check {
  name: string;
  sound: boolean;
  detail: string;
}

/** The result of a verification, as the job kept it. */
function checksOf(job: Job): Check[] {
  const result = job.result as { checks?: { check: string; violations: string[] | number }[] } | null;
  return (result?.checks ?? []).map((each) => {
    const found = Array.isArray(each.violations) ? each.violations : [];
    const count = Array.isArray(each.violations) ? found.length : each.violations;
    return { name: each.check, sound: count === 0, detail: found.join('; ') || (count > 0 ? String(count) : '') };
  });
}

export default function Ledger() {
  const said = words();
  const checkName = useSaid();
  const loaded = useLoad(() => got(api.GET('/v1/ledger/accounts')), []);
  const [job, setJob] = useState<string>();
  const [ended, setEnded] = useState<Job>();
  const act = useAction(async () => {
    setEnded(undefined);
    setJob((await got(api.POST('/v1/verifications'))).id);
  });
  const checks = ended?.state === 'done' ? checksOf(ended) : [];
  return (
    <Page title={said.title} lead={said.lead}>
      <Trouble problem={loaded.problem ?? act.problem} retry={loaded.reload} />
      {!loaded.data && !loaded.problem && <Loading />}
      <Card title={said.verify}>
        <p class="hint">{said.verifyLead}</p>
        <div class="actions"><Button busy={act.busy} onClick={() => void act.run()}>{said.verify}</Button></div>
        {job && <JobProgress key={job} id={job} name={said.verify} onEnd={setEnded} />}
        {checks.length > 0 && (
          <>
            {checks.every((each) => each.sound) && <Notice tone="good">{said.allSound}</Notice>}
            <SmallTable
              caption={said.checks}
              rows={checks}
              rowKey={(row) => row.name}
              columns={[
                { key: 'name', name: said.check, cell: (row) => checkName(`verify.check.${row.name}`) },
                { key: 'sound', name: said.result, cell: (row) => <><Badge tone={row.sound ? 'good' : 'bad'}>{row.sound ? said.sound : said.faults}</Badge> {row.detail}</> },
              ]}
            />
          </>
        )}
      </Card>
      {loaded.data && (
        <>
          <div class="stats">
            <Stat label={said.debit} value={rupiah(loaded.data.debit)} />
            <Stat label={said.credit} value={rupiah(loaded.data.credit)} />
          </div>
          {loaded.data.debit === loaded.data.credit ? <p><Badge tone="good">{said.equal}</Badge></p> : <p class="hint">{said.part}</p>}
          <Card>
            <SmallTable
              caption={said.title}
              hideCaption
              rows={loaded.data.accounts}
              rowKey={(row) => row.code}
              columns={[
                { key: 'code', name: said.account, cell: (row) => <a href={`/office/ledger/${encodeURIComponent(row.code)}`}>{ledgerAccountName(row.code, row.payer_name)}</a> },
                { key: 'debit', name: said.debit, numeric: true, cell: (row) => rupiah(row.debit) },
                { key: 'credit', name: said.credit, numeric: true, cell: (row) => rupiah(row.credit) },
                { key: 'held', name: said.held, numeric: true, cell: (row) => rupiah(row.held) },
              ]}
            />
          </Card>
        </>
      )}
    </Page>
  );
}
