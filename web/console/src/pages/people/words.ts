import { inBoth } from '../../words';

export const words = inBoth(
  {
    title: 'Orang', search: 'Cari orang', hint: 'Tiga angka NIK atau telepon, atau nama seperti diingat; ejaan lama dan salah ketik ikut dicari.', none: 'Tidak ada yang cocok di wilayah Anda.', more: 'Masih ada yang lain; ketik lebih banyak.', start: 'Ketik untuk mencari. Setiap orang yang dibuka tercatat sebagai dilihat.', loadingIndex: 'Daftar orang sedang dimuat; coba beberapa detik lagi.',
    name: 'Nama', nik: 'NIK', born: 'Lahir', place: 'Desa', work: 'Pekerjaan', cover: 'Perlindungan', results: '{count} orang ditemukan',
    yes: 'Terlindungi', no: 'Tidak terlindungi', conditional: 'Menunggak', until: 'sampai {day}', payer: 'dibayar {payer}', due: 'Belum dibayar: {amount}', unmask: 'Lihat NIK lengkap', reason: 'Alasan membuka data lengkap', reasonHint: 'Alasan ini dapat dibaca orangnya.', show: 'Tampilkan',
    card: 'Kartu (PDF)', strip: 'Bulan yang dibayar', paid: 'lunas', unpaid: 'belum', none_month: 'bukan peserta', timeline: 'Riwayat', eligibility: 'Mengapa layak atau tidak', programmes: 'Program', state: 'Keadaan', basis: 'Dasar', looks: 'Siapa yang melihat', at: 'Waktu', who: 'Akun', seen: 'Yang dilihat', purpose: 'Keperluan', moreLooks: 'Lebih lama',
    claims: 'Klaim', event: 'Catat kejadian', kind: 'Kejadian', on: 'Tanggal', note: 'Keterangan', save: 'Catat', saved: 'Kejadian dicatat.', left: 'Keluar', died: 'Meninggal', moved: 'Pindah', got_employer: 'Menjadi penerima upah', notFound: 'Orang ini tidak ada, atau di luar wilayah Anda.', tracked: 'Halaman ini tercatat sebagai dilihat.', unverified: 'belum diperiksa pada teks resmi',
    list_row: 'Tercatat dalam daftar {sender_name}, baris {row}: {name}', linked: 'Baris dicocokkan dengan orang ini', ev_eligibility: 'Kelayakan {scheme}: {answer}', allocation: 'Alokasi: {standing} {budget}', membership: 'Kepesertaan: {kind}, {programmes} {payer}', bill: 'Ditagih untuk {month} ({payer})', payment: 'Iuran {month} dibayar ({payer})', coverage: 'Perlindungan {state}', review: 'Pasangan diputuskan: {verdict}', other: '{kind}',
    ans_yes: 'layak', ans_no: 'tidak layak', ans_ask: 'perlu keterangan', ans_gone: 'tidak diusulkan lagi', row_of: 'Daftar', all: 'semua kejadian ({count})', fewer: 'ringkas',
  },
  {
    title: 'People', search: 'Find people', hint: 'Three digits of a NIK or phone, or a name as it is remembered; old spellings and slips are searched too.', none: 'Nobody fits in your area.', more: 'There are more; type more.', start: 'Type to search. Everybody who is opened is recorded as seen.', loadingIndex: 'The people are being loaded; try again in some seconds.',
    name: 'Name', nik: 'NIK', born: 'Born', place: 'Village', work: 'Work', cover: 'Cover', results: '{count} people found',
    yes: 'Covered', no: 'Not covered', conditional: 'In arrears', until: 'until {day}', payer: 'paid by {payer}', due: 'Not paid: {amount}', unmask: 'See the whole NIK', reason: 'Reason for opening the data in full', reasonHint: 'The person can read this reason.', show: 'Show',
    card: 'Card (PDF)', strip: 'Months paid', paid: 'paid', unpaid: 'open', none_month: 'no member', timeline: 'History', eligibility: 'Why eligible or not', programmes: 'Programmes', state: 'State', basis: 'Basis', looks: 'Who looked', at: 'When', who: 'Account', seen: 'What was seen', purpose: 'Purpose', moreLooks: 'Earlier ones',
    claims: 'Claims', event: 'Record an event', kind: 'Event', on: 'Day', note: 'Note', save: 'Record', saved: 'The event is recorded.', left: 'Left', died: 'Died', moved: 'Moved away', got_employer: 'Became a wage earner', notFound: 'There is no such person, or not in your area.', tracked: 'This page is recorded as seen.', unverified: 'not checked against the official text',
    list_row: 'Stands in the list of {sender_name}, row {row}: {name}', linked: 'The row was linked to this person', ev_eligibility: 'Eligibility {scheme}: {answer}', allocation: 'Allocation: {standing} {budget}', membership: 'Membership: {kind}, {programmes} {payer}', bill: 'Billed for {month} ({payer})', payment: 'Dues of {month} paid ({payer})', coverage: 'Cover {state}', review: 'A pair was decided: {verdict}', other: '{kind}',
    ans_yes: 'eligible', ans_no: 'not eligible', ans_ask: 'a question is open', ans_gone: 'no longer proposed', row_of: 'List', all: 'all events ({count})', fewer: 'in short',
  },
);
