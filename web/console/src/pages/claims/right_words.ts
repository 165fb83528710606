// What the pages of rights that nobody asked for say.
import { inBoth } from '../../words';

const id = {
  title: 'Hak dan tenggat', tabs: 'Jenis hak',
  unclaimed: 'Meninggal, belum diminta', lapsing: 'Akan gugur', school: 'Beasiswa anak', treated: 'Dirawat di rumah sakit',
  unclaimedLead: 'Daftar atau peristiwa mencatat bahwa peserta ini meninggal, tetapi belum ada klaim. Keluarganya berhak.',
  lapsingLead: 'Peserta yang menunggak dan segera kehilangan perlindungan, kecuali ada yang membayar.',
  schoolLead: 'Anak yang tahun sekolah berikutnya dapat diminta, dan kematian yang beasiswanya belum pernah diminta.',
  treatedLead: 'Peserta di daftar rumah sakit yang terlindungi pada hari itu, tanpa klaim kecelakaan. Tanyakan apa yang terjadi.',
  unclaimedNone: 'Tidak ada hak yang belum diminta.', lapsingNone: 'Tidak ada peserta yang segera kehilangan perlindungan.', schoolNone: 'Tidak ada tahun sekolah yang jatuh tempo.', treatedNone: 'Tidak ada peserta yang dirawat tanpa klaim.',
  looked: 'Tiap nama yang tampil tercatat sebagai dilihat.', some: '{count} orang tampil; masih ada yang belum diperiksa.', nobodyYet: 'Belum ada yang ditemukan di antara yang sudah diperiksa; masih ada yang lain.', more: 'Lanjutkan', papers: 'Berkas yang dibawa',
  owed: 'Hak keluarga', died: 'Meninggal', ofList: 'menurut daftar', lastClaim: 'Hak hapus setelah',
  toPay: 'Perlu dibayar', payBy: 'Paling lambat', unpaid: 'Belum dibayar', payer: 'Pembayar', nobody: 'tidak ada lagi', paidBy: '(dahulu {payer})', months: '{count} bulan',
  child: 'Anak', childOf: 'ke-{n}, lahir {birth}', level: 'Jenjang', begins: 'Tahun sekolah mulai', gives: 'Beasiswa', unasked: 'Belum pernah diminta. Tanyakan apakah ada anak yang masih sekolah.',
  listed: 'Di daftar rumah sakit', reportBy: 'Lapor paling lambat', cover: 'Pada hari itu', covered: 'terlindungi', conditional: 'terlindungi setelah tunggakan dilunasi',
  start: 'Buat laporan', startAccident: 'Laporkan kecelakaan', startSchool: 'Minta beasiswa', openClaim: 'Buka klaim', letter: 'Surat', letterOf: 'Surat untuk {name}', statement: 'Rekening pembayar',
  levels: { primary: 'TK dan SD', junior: 'SMP', senior: 'SMA', tertiary: 'Pendidikan tinggi atau pelatihan' } as Record<string, string>,
  letterTitle: 'Surat untuk keluarga', file: 'Unduh PDF', print: 'Cetak', back: 'Kembali',
};

const en: typeof id = {
  title: 'Rights and deadlines', tabs: 'Kinds of rights',
  unclaimed: 'Died, not claimed', lapsing: 'About to lapse', school: 'Scholarships', treated: 'Treated in hospital',
  unclaimedLead: 'A list or an event says that these members died, and nobody claimed. Their families have a right.',
  lapsingLead: 'Members in arrears who soon lose their cover unless somebody pays.',
  schoolLead: 'Children whose next school year can be asked for, and deaths for whose children nobody asked.',
  treatedLead: 'Members on a hospital’s list who were covered that day, with no claim of an accident. Ask what happened.',
  unclaimedNone: 'There are no unclaimed rights.', lapsingNone: 'Nobody is about to lose cover.', schoolNone: 'No school year is due.', treatedNone: 'Nobody was treated without a claim.',
  looked: 'Every name shown is recorded as looked at.', some: '{count} people shown; some were not looked at yet.', nobodyYet: 'Nobody was found among those looked at so far; there are more.', more: 'Go on', papers: 'Papers to bring',
  owed: 'Owed to the family', died: 'Died', ofList: 'by the list', lastClaim: 'The right lapses after',
  toPay: 'To be paid', payBy: 'By', unpaid: 'Not paid', payer: 'Payer', nobody: 'nobody any more', paidBy: '(before: {payer})', months: '{count} months',
  child: 'Child', childOf: 'number {n}, born {birth}', level: 'Level', begins: 'School year begins', gives: 'Scholarship', unasked: 'Never asked for. Ask whether a child still goes to school.',
  listed: 'On the hospital’s list', reportBy: 'Report by', cover: 'On that day', covered: 'covered', conditional: 'covered once the arrears are settled',
  start: 'Start the report', startAccident: 'Report the accident', startSchool: 'Ask for the scholarship', openClaim: 'Open the claim', letter: 'Letter', letterOf: 'Letter for {name}', statement: 'Payer’s statement',
  levels: { primary: 'Kindergarten and primary', junior: 'Junior secondary', senior: 'Senior secondary', tertiary: 'Higher education or training' },
  letterTitle: 'Letter for the family', file: 'Download PDF', print: 'Print', back: 'Back',
};

export const rightWords = inBoth(id, en);

/** Where each kind stands, and who may see it. */
export const RIGHTS = '/office/claims/unclaimed';
export const kinds = [
  ['unclaimed', RIGHTS, 'people_read'],
  ['lapsing', `${RIGHTS}/lapsing`, 'people_read'],
  ['school', `${RIGHTS}/school-years`, 'people_unmask'],
  ['treated', `${RIGHTS}/treated`, 'people_unmask'],
] as const;
export type RightKind = (typeof kinds)[number][0];
