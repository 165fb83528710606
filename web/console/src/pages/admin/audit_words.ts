// The trail keeps its notes short and for good ("payer=1 amount=2755200"); here they are said in words.
// What has none is shown as it stands. The note itself is in the file and under the pointer.
import { daysIn, month, number, rupiah } from '../../format';
import { approvalKindName, approvalStateName, jobName, payerKindName, roleName, sectorName } from '../../kit/terms';
import { language } from '../../words';
import { eventName } from './actions';

type Both = readonly [id: string, en: string];
const say = (both: Both): string => both[language() === 'en' ? 1 : 0];

/** What a line can be about: the first word of its subject. */
const subjects: Record<string, Both> = {
  account: ['akun', 'account'],
  allocation_run: ['pembagian anggaran', 'allocation'],
  approval: ['persetujuan', 'approval'],
  campaign: ['gerakan perusahaan', 'company campaign'],
  claim: ['klaim', 'claim'],
  eligibility_run: ['penilaian kelayakan', 'eligibility run'],
  entry: ['data dari desa', 'entry of a village'],
  job: ['proses', 'piece of work'],
  link_run: ['pencocokan', 'linking'],
  list_version: ['daftar', 'list'],
  membership_event: ['catatan peserta', 'note on a member'],
  month: ['bulan', 'month'],
  organisation: ['organisasi', 'organisation'],
  payment: ['pembayaran', 'payment'],
  person: ['orang', 'person'],
  plan: ['rencana', 'plan'],
  pledge: ['ikrar', 'pledge'],
  review_pair: ['pasangan', 'pair'],
  scheme_version: ['versi program', 'version of a programme'],
  sender: ['pengirim', 'sender'],
  upload: ['berkas kiriman', 'sent file'],
  webhook: ['sistem lain', 'other system'],
};

/** For a choice: key and words, by words. */
export const subjectChoices = (): [string, string][] =>
  Object.entries(subjects).map(([key, both]): [string, string] => [key, say(both)]).sort((a, b) => a[1].localeCompare(b[1]));

const keys: Record<string, Both> = {
  amount: ['jumlah', 'amount'],
  answer: ['jawaban', 'answer'],
  attempt: ['percobaan ke', 'attempt'],
  bills: ['tagihan', 'bills'],
  code: ['kode', 'code'],
  issuer: ['penyedia', 'provider'],
  key: ['kunci', 'key'],
  kind: ['jenis', 'kind'],
  link: ['tautan', 'link'],
  maker: ['diusulkan akun nomor', 'proposed by account number'],
  means: ['dengan', 'by'],
  not_charged: ['tidak ditagih', 'not charged'],
  payer: ['pembayar nomor', 'payer number'],
  people: ['orang', 'people'],
  permissions: ['boleh', 'may'],
  purpose: ['untuk', 'for'],
  reason: ['alasan', 'reason'],
  role: ['peran', 'role'],
  scope: ['mencapai', 'reaches'],
  session: ['sesi', 'session'],
  sessions_ended: ['sesi yang diakhiri', 'sessions ended'],
  settled: ['dipakai untuk tagihan', 'used for bills'],
  size: ['besarnya', 'size'],
  state: ['keadaan', 'state'],
  subject: ['tentang', 'about'],
  total: ['jumlah', 'total'],
  until: ['sampai', 'until'],
  before: ['sebelum', 'before'],
  after: ['sesudah', 'after'],
};
const MONEY = ['amount', 'settled', 'not_charged', 'total'];

const values: Record<string, Both> = {
  active: ['aktif', 'active'],
  invited: ['diundang', 'invited'],
  disabled: ['dimatikan', 'disabled'],
  paused: ['dijeda', 'paused'],
  ended: ['berakhir', 'ended'],
  password: ['kata sandi', 'password'],
  totp: ['kode autentikator', 'authenticator code'],
  recovery: ['kode cadangan', 'recovery code'],
  provider: ['penyedia lain', 'another provider'],
  worker_door: ['halaman pekerja', 'the worker’s page'],
  open: ['belum diputuskan', 'not decided'],
  same: ['orang yang sama', 'the same person'],
  different: ['orang berbeda', 'different persons'],
  next: ['daftar berikutnya', 'next list'],
  correction: ['perbaikan', 'correction'],
  accepted: ['diterima', 'accepted'],
  waiting: ['menunggu perbaikan', 'waiting'],
  withdrawn: ['ditarik', 'withdrawn'],
  agency: ['dinas', 'agency'],
  office: ['kantor', 'office'],
  jkk: ['kecelakaan kerja', 'work accident'],
  jkm: ['meninggal', 'death'],
  got_employer: ['bekerja pada pemberi kerja', 'got an employer'],
  died: ['meninggal', 'died'],
  moved: ['pindah', 'moved'],
  left: ['berhenti', 'left'],
  enrolled: ['didaftarkan', 'enrolled'],
  payer_changed: ['ganti pembayar', 'payer changed'],
  sector_changed: ['ganti pekerjaan', 'kind of work changed'],
  programmes_changed: ['ganti jaminan', 'cover changed'],
  consent: ['persetujuan orangnya', 'consent'],
  contract: ['perjanjian', 'contract'],
  legal_obligation: ['kewajiban hukum', 'legal obligation'],
  vital_interest: ['kepentingan vital', 'vital interest'],
  public_task: ['tugas pelayanan publik', 'public task'],
  legitimate_interest: ['kepentingan yang sah', 'legitimate interest'],
  asked: ['diminta orangnya', 'asked by the person'],
  retention: ['masa simpan habis', 'kept long enough'],
  undone: ['keputusan dibatalkan', 'decision undone'],
};

function valueText(value: string): string {
  if (values[value]) return say(values[value]);
  for (const name of [roleName, approvalKindName, approvalStateName, payerKindName, eventName]) {
    if (name(value) !== value) return name(value);
  }
  return value;
}

/** "region=33.19, sector=trade": limits as they are written. */
function limitText(kind: string, value: string): string | undefined {
  if (kind === 'region') return value === '*' ? say(['seluruh Indonesia', 'all of Indonesia']) : `${say(['wilayah', 'region'])} ${value}`;
  if (kind === 'sector') return `${say(['kelompok', 'group'])} ${sectorName(value)}`;
  if (kind === 'payer' && !/^\d+$/.test(value)) return `${say(['pembayar', 'payer'])} ${value}`;
  if (kind === 'sender') return `${say(['daftar dari', 'lists of'])} ${value}`;
  return undefined;
}

/** `key=value` pairs and `key=[several]`, wherever they stand. */
function pairsText(text: string): string {
  return text.replace(/([a-z_]+)=(\[[^\]]*\]|[^\s;,\]]+)( (?=[a-z_]+=))?/g, (_, key: string, raw: string, more?: string) => {
    const after = more ? ', ' : '';
    const inside = raw.replace(/^\[|\]$/g, '');
    const limit = limitText(key, raw);
    if (limit) return limit + after;
    const value = raw.startsWith('[')
      ? key === 'subject' ? subjectText(inside) : pairsText(inside)
      : MONEY.includes(key) && /^\d+$/.test(raw)
        ? rupiah(Number(raw))
        : /^\d{1,15}$/.test(raw) ? number(Number(raw)) : valueText(raw);
    return `${keys[key] ? say(keys[key]) : key.replaceAll('_', ' ')}: ${value || '–'}${after}`;
  });
}

/** Counts and turns of phrase, in the order in which they are looked for; $1 … are the parts found. */
const phrases: [RegExp, Both][] = [
  [/, sha256 [0-9a-f]{64}|, file [0-9a-f]{64}|\b[0-9a-f]{64}(, |$)/g, ['', '']],
  [/\bas of (\d{4}-\d\d-\d\d)/g, ['keadaan $1', 'as of $1']],
  [/\b(\d+) cells corrected by hand/g, ['$1 sel diperbaiki tangan', '$1 cells corrected by hand']],
  [/\brows erased (\d+), kept (\d+), ground /g, ['$1 baris dihapus, $2 disimpan, dasar: ', '$1 rows erased, $2 kept, ground: ']],
  [/\b(\d+) pairs for review/g, ['$1 pasangan untuk diperiksa', '$1 pairs for review']],
  [/\b(\d+) decisions kept/g, ['$1 keputusan tetap', '$1 decisions kept']],
  [/\b(\d+) members before/g, ['$1 sudah peserta', '$1 members before']],
  [/\b(\d+) rows/g, ['$1 baris', '$1 rows']],
  [/\b(\d+) accepted/g, ['$1 diterima', '$1 accepted']],
  [/\b(\d+) waiting/g, ['$1 menunggu', '$1 waiting']],
  [/\b(\d+) (?:persons|people)/g, ['$1 orang', '$1 people']],
  [/\b(\d+) new/g, ['$1 baru', '$1 new']],
  [/\b(\d+) yes/g, ['$1 layak', '$1 eligible']],
  [/\b(\d+) ask/g, ['$1 perlu ditanyakan', '$1 to be asked']],
  [/\b(\d+) no\b/g, ['$1 tidak layak', '$1 not eligible']],
  [/\b(\d+) changed/g, ['$1 berubah', '$1 changed']],
  [/\b(\d+) paid/g, ['$1 punya pembayar', '$1 have a payer']],
  [/\b(\d+) unfundable/g, ['$1 tanpa anggaran', '$1 without a budget']],
  [/\b(\d+) enrolled/g, ['$1 didaftarkan', '$1 enrolled']],
  [/\b(\d+) payers/g, ['$1 pembayar', '$1 payers']],
  [/\b(\d+) budgets/g, ['$1 anggaran', '$1 budgets']],
  [/\b(\d+) bytes/g, ['$1 bita', '$1 bytes']],
  [/\b(\d+) workers/g, ['$1 pekerja', '$1 workers']],
  [/\b(\d+) months/g, ['$1 bulan', '$1 months']],
  [/\b(\d+) each\b/g, ['$1 pekerja setiap perusahaan', '$1 workers each']],
  [/\b(\d+) of (\d+)/g, ['$1 dari $2', '$1 of $2']],
  [/, exact$/g, ['', '']],
  [/\blist_version (\d+)/g, ['daftar $1', 'list $1']],
  [/\ballocation_run (\d+)/g, ['pembagian $1', 'allocation $1']],
  [/\bversion (\d+)/g, ['versi $1', 'version $1']],
  [/ of person (\d+) on /g, [': orang $1, tanggal ', ': person $1, on ']],
  [/\bperson (\d+) (?=(?:[a-z]+: |jk))/g, ['orang $1, ', 'person $1, ']],
  [/\bperson (\d+)/g, ['orang $1', 'person $1']],
  [/\bholds from /g, ['berlaku mulai ', 'holds from ']],
  [/\bcampaign (?=\S)/g, ['gerakan ', 'campaign ']],
  [/\bpayer (?=\S)/g, ['pembayar ', 'payer ']],
  [/\bscheme (?=\S)/g, ['program ', 'programme ']],
  [/\bbudget (?=\S)/g, ['anggaran ', 'budget ']],
  [/ from (?=\d{4}-\d\d)/g, [' mulai ', ' from ']],
  [/ in (?=\d\d\.\d\d)/g, [' di wilayah ', ' in region ']],
  [/\bdesa-(?=\d\d\.)/g, ['desa ', 'village ']],
  [/\b(before|after): /g, ['', '']],
];

const both: Record<string, Both> = { before: ['sebelum: ', 'before: '], after: ['sesudah: ', 'after: '] };

function phrasesText(text: string): string {
  let told = text;
  for (const [pattern, words] of phrases) {
    told = told.replace(pattern, (...found: (string | undefined)[]) => {
      const head = both[found[1] ?? ''];
      if (head) return say(head);
      return say(words).replace(/\$(\d)/g, (_, at: string) => {
        const part = found[Number(at)] ?? '';
        return /^\d+$/.test(part) ? number(Number(part)) : part;
      });
    });
  }
  return told;
}

const monthsIn = (text: string): string =>
  text
    .replace(/\b(\d{4}-\d\d)\/(\d{4})-(\d\d)\b/g, (_, from: string, year: string, at: string) => {
      // The month that is told is the first one no longer.
      const last = at === '01' ? `${Number(year) - 1}-12` : `${year}-${String(Number(at) - 1).padStart(2, '0')}`;
      return last === from ? month(from) : `${month(from)} – ${month(last)}`;
    })
    .replace(/(?<![\d-])\d{4}-\d\d(?![\d-])/g, month);

const wordsIn = (text: string): string =>
  text.replace(/(?<![\w:=.-])[a-z]+(?:[_.][a-z]+)*(?![\w=.-])/g, (word) => (values[word] || /[_.]/.test(word) ? valueText(word) : word));

/** "claim 12" -> "klaim 12"; a file is named without the folders of whoever loaded it. */
export function subjectText(subject: string): string {
  const [kind = '', ...rest] = subject.split(' ');
  const which = rest.join(' ');
  if (kind === 'month') return month(which);
  if (subjects[kind]) return `${say(subjects[kind])} ${which}`.trim();
  return subject.split('/').pop() ?? subject;
}

/** "payer=1 amount=2755200" -> "pembayar nomor: 1, jumlah: Rp2.755.200" */
export function detailText(detail: string): string {
  const job = /^([a-z_]+) \{.*\}$/s.exec(detail);
  if (job) return jobName(job[1] ?? '');
  const verdict = /^(\w+) -> (\w+)(?:: (.*))?$/s.exec(detail);
  if (verdict) return `${valueText(verdict[1] ?? '')} → ${valueText(verdict[2] ?? '')}${verdict[3] ? `; ${say(keys.reason as Both)}: ${verdict[3]}` : ''}`;
  // What somebody wrote as a reason is his own and stays so.
  const reason = /(?:^|[\s;])(reason|answer)(?:=|: )(.*)$/s.exec(detail);
  const facts = reason ? detail.slice(0, reason.index) : detail;
  const told = monthsIn(daysIn(wordsIn(phrasesText(pairsText(facts))))).replace(/[;,\s]+$/, '');
  return [told, reason?.[2] ? `${say(keys[reason[1] ?? ''] as Both)}: ${reason[2]}` : ''].filter(Boolean).join('; ');
}
