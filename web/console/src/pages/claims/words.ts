// What the pages of claims say, and the words of their closed lists.
import { inBoth } from '../../words';

const id = {
  title: 'Klaim',
  lead: 'Dari laporan sampai pembayaran. Yang melewati batas hari ditandai.', rights: 'Hak dan tenggat',
  report: 'Laporkan kejadian',
  none: 'Belum ada klaim di wilayah Anda. Mulai dengan tombol Laporkan kejadian; keluarga dan desa juga dapat melaporkan.',
  kind: 'Jenis', state: 'Status', happened: 'Hari kejadian', reported: 'Dilaporkan', amount: 'Jumlah', due: 'Batas waktu',
  person: 'Orang', all: 'Semua', only: 'Tampilkan', only_open: 'Yang belum selesai', only_late: 'Yang terlambat',
  due_by: 'batas {day}', days_left: '{n} hari lagi', days_late: 'terlambat {n} hari', papers_missing: '{n} berkas kurang',
  waits: { papers: 'menunggu berkas', payment: 'menunggu pembayaran', appeal: 'menunggu jawaban keberatan', money_back: 'menunggu uang kembali' } as Record<string, string>,
  kinds: {
    jkk: 'Kecelakaan atau penyakit akibat kerja', jkk_death: 'Meninggal karena kecelakaan kerja', jkm: 'Meninggal bukan karena kerja', jht: 'Jaminan Hari Tua', scholarship: 'Beasiswa anak',
  } as Record<string, string>,
  states: {
    open: 'dilaporkan', verified: 'diperiksa', assessed: 'dihitung', approved: 'disetujui', refused: 'ditolak', ordered: 'dibayarkan segera', paid: 'dibayar', appealed: 'keberatan', overpaid: 'kelebihan bayar',
  } as Record<string, string>,
  steps: {
    reported: 'Dilaporkan', papers_asked: 'Berkas diminta', paper_received: 'Berkas diterima', receiver_named: 'Penerima dicatat', verified: 'Perlindungan diperiksa', assessed: 'Dihitung', approved: 'Disetujui', refused: 'Ditolak', payment_ordered: 'Pembayaran diperintahkan', paid: 'Dibayar', appealed: 'Keberatan', reopened: 'Dibuka kembali', overpaid: 'Kelebihan bayar ditemukan', recovered: 'Uang kembali',
  } as Record<string, string>,
  // report
  report_lead: 'Beberapa pertanyaan saja. Laporan yang terlambat tetap diterima.',
  who: '1. Siapa?', search: 'Cari nama, NIK atau telepon', choose: 'Pilih', chosen: 'Dipilih: {name}', other: 'Pilih orang lain', nobody: 'Tidak ditemukan.',
  what: '2. Apa yang terjadi?', when: '3. Kapan?', by: '4. Siapa yang melapor?', happened_on: 'Hari kejadian', place: 'Tempat (bila perlu)', story: 'Kronologi singkat (bila perlu)', diagnosis: 'Diagnosis (bila ada)', reporter: 'Pelapor', reporter_name: 'Nama pelapor', reporter_phone: 'Telepon pelapor', send: 'Simpan laporan',
  reporters: { family: 'Keluarga', worker: 'Pekerja sendiri', employer: 'Perusahaan', village: 'Desa', group: 'Wadah atau kelompok', union: 'Serikat', facility: 'Fasilitas kesehatan', office: 'Kantor cabang' } as Record<string, string>,
  // claim
  checklist: 'Berkas', needed: 'wajib', optional: 'bila ada', received: 'diterima', missing: 'kurang', take: 'Foto atau unggah: {name}', uploading: 'Mengunggah…', see: 'Unduh',
  flags: 'Perlu dilihat', no_flags: 'Tidak ada keraguan.', history: 'Riwayat', by_whom: 'Oleh', on: 'Hari', step: 'Langkah', why: 'Keterangan',
  receiver: 'Penerima pembayaran', receiver_add: 'Catat penerima', name: 'Nama', nik: 'NIK (bila ada)', relation: 'Hubungan', bank: 'Bank', account: 'Nomor rekening', save: 'Simpan',
  relations: { self: 'Pekerja sendiri', spouse_or_child: 'Suami, istri atau anak', line_to_second_degree: 'Keturunan atau orang tua', siblings: 'Saudara kandung', parents_in_law: 'Mertua', named_in_will: 'Menurut wasiat' } as Record<string, string>,
  verify: 'Periksa perlindungan', verified_yes: 'Terlindungi pada hari kejadian', verified_no: 'Tidak terlindungi pada hari kejadian', verified_conditional: 'Terlindungi setelah tunggakan dilunasi', start: 'Peserta sejak', until: 'Dibayar sampai', payer: 'Pembayar',
  assess: 'Hitung manfaat', assessment: 'Perhitungan', total: 'Jumlah manfaat', formula: 'Cara hitung', sources: 'Dasar', conditions: 'Syarat', holds: 'terpenuhi', fails: 'tidak terpenuhi', same: 'Dihitung ulang hari ini: sama.', differs: 'Dihitung ulang hari ini hasilnya {amount}.', unverified: 'belum diverifikasi', inputs_title: 'Isi bila ada', nothing: 'Tidak ada yang dibayarkan: {reason}',
  approve: 'Usulkan persetujuan', refuse: 'Tolak', reason: 'Alasan', waiting: 'Diusulkan. Orang kedua menemukannya di halaman Persetujuan.', not_approvable: 'Belum dapat disetujui: {what}.',
  not: { papers: 'berkas belum lengkap', assessed: 'belum dihitung', benefit: 'tidak ada yang terutang', arrears: 'tunggakan belum dilunasi', receiver: 'penerima belum dicatat' } as Record<string, string>,
  order: 'Perintahkan pembayaran', pay: 'Catat sudah dibayar', paid_on: 'Dibayar tanggal', reference: 'Acuan bank', appeal: 'Ajukan keberatan', reopen: 'Buka kembali', overpaid: 'Catat kelebihan bayar', recover: 'Catat uang kembali', money: 'Jumlah (Rp)', ask: 'Catat bahwa berkas diminta',
  letter: 'Surat untuk keluarga', letter_file: 'Unduh PDF', print: 'Cetak', bring: 'Mohon membawa berkas berikut:', letter_for: 'Kepada keluarga {name}', back: 'Kembali ke klaim', no_letter: 'Surat dapat dibuat setelah manfaat dihitung.', actions: 'Langkah berikutnya', done: 'Tidak ada langkah lagi.',
};

const en: typeof id = {
  title: 'Claims',
  lead: 'From report to payment. What is past its day is marked.', rights: 'Rights and deadlines',
  report: 'Report what happened',
  none: 'There is no claim in your area yet. Begin with Report what happened; families and villages can report too.',
  kind: 'Kind', state: 'State', happened: 'Day of the event', reported: 'Reported', amount: 'Amount', due: 'Due',
  person: 'Person', all: 'All', only: 'Show', only_open: 'Open ones', only_late: 'Late ones',
  due_by: 'due {day}', days_left: '{n} days left', days_late: '{n} days late', papers_missing: '{n} papers missing',
  waits: { papers: 'waits for papers', payment: 'waits for payment', appeal: 'waits for an answer', money_back: 'waits for money back' },
  kinds: {
    jkk: 'Work accident or occupational disease', jkk_death: 'Death by a work accident', jkm: 'Death, not by work', jht: 'Old-age savings', scholarship: 'Scholarship of children',
  },
  states: {
    open: 'reported', verified: 'verified', assessed: 'assessed', approved: 'approved', refused: 'refused', ordered: 'payment ordered', paid: 'paid', appealed: 'appealed', overpaid: 'overpaid',
  },
  steps: {
    reported: 'Reported', papers_asked: 'Papers asked for', paper_received: 'Paper received', receiver_named: 'Receiver named', verified: 'Cover looked at', assessed: 'Assessed', approved: 'Approved', refused: 'Refused', payment_ordered: 'Payment ordered', paid: 'Paid', appealed: 'Appealed', reopened: 'Reopened', overpaid: 'Overpayment found', recovered: 'Money came back',
  },
  report_lead: 'A few questions only. A late report is taken too.',
  who: '1. Who?', search: 'Search by name, NIK or phone', choose: 'Choose', chosen: 'Chosen: {name}', other: 'Choose another person', nobody: 'Nobody found.',
  what: '2. What happened?', when: '3. When?', by: '4. Who reports it?', happened_on: 'Day of the event', place: 'Place (if needed)', story: 'What happened, in short (if needed)', diagnosis: 'Diagnosis (if any)', reporter: 'Reported by', reporter_name: 'Name of who reports', reporter_phone: 'Phone of who reports', send: 'Save the report',
  reporters: { family: 'Family', worker: 'The worker', employer: 'Company', village: 'Village', group: 'Group', union: 'Union', facility: 'Health facility', office: 'Branch office' },
  checklist: 'Papers', needed: 'needed', optional: 'if there is one', received: 'received', missing: 'missing', take: 'Photo or upload: {name}', uploading: 'Sending…', see: 'Download',
  flags: 'Look at this', no_flags: 'No doubts.', history: 'History', by_whom: 'By', on: 'Day', step: 'Step', why: 'Note',
  receiver: 'Who is paid', receiver_add: 'Name who is paid', name: 'Name', nik: 'NIK (if known)', relation: 'Relation', bank: 'Bank', account: 'Account number', save: 'Save',
  relations: { self: 'The worker', spouse_or_child: 'Spouse or child', line_to_second_degree: 'Descendant or parent', siblings: 'Sibling', parents_in_law: 'Parent-in-law', named_in_will: 'By will' },
  verify: 'Look at the cover', verified_yes: 'Covered on the day', verified_no: 'Not covered on the day', verified_conditional: 'Covered once the arrears are settled', start: 'Member since', until: 'Paid until', payer: 'Payer',
  assess: 'Assess', assessment: 'Assessment', total: 'Benefit', formula: 'How it is reckoned', sources: 'By', conditions: 'Conditions', holds: 'holds', fails: 'does not hold', same: 'Reckoned again today: the same.', differs: 'Reckoned again today it is {amount}.', unverified: 'not verified', inputs_title: 'Fill in what there is', nothing: 'Nothing is owed: {reason}',
  approve: 'Propose approval', refuse: 'Refuse', reason: 'Reason', waiting: 'Proposed. A second person finds it on the page of approvals.', not_approvable: 'Cannot be approved yet: {what}.',
  not: { papers: 'papers are missing', assessed: 'not assessed', benefit: 'nothing is owed', arrears: 'arrears are not settled', receiver: 'nobody to pay is named' },
  order: 'Order the payment', pay: 'Record that it was paid', paid_on: 'Paid on', reference: 'Bank reference', appeal: 'Appeal', reopen: 'Reopen', overpaid: 'Record an overpayment', recover: 'Record money back', money: 'Amount (Rp)', ask: 'Write down that papers were asked for',
  letter: 'Letter for the family', letter_file: 'Download PDF', print: 'Print', bring: 'Please bring these papers:', letter_for: 'To the family of {name}', back: 'Back to the claim', no_letter: 'The letter is there once the benefit is assessed.', actions: 'Next steps', done: 'Nothing left to do.',
};

export const words = inBoth(id, en);
