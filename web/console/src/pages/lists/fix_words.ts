import { inBoth } from '../../words';

export const fixWords = inBoth(
  {
    title: 'Perbaiki baris', lead: '{file}: {accepted} baris siap, {waiting} perlu diperbaiki', steps: 'Langkah', step1: 'Pilih berkas', step2: 'Periksa kolom', step3: 'Perbaiki baris', step4: 'Lihat dan kirim',
    troubles: 'Ada {count} baris yang perlu diperbaiki', noTroubles: 'Tidak ada baris yang perlu diperbaiki.', inColumn: 'kolom {column}', showThem: 'Tampilkan barisnya',
    which: 'Tampilkan', all: 'Semua baris', with_findings: 'Hanya yang bermasalah', waiting: 'Hanya yang menunggu perbaikan', kind: 'Jenis masalah', everyKind: 'Semua jenis', sheet: 'Lembar', refresh: 'Pilih ulang baris',
    grid: 'Isi daftar', row: 'Baris', shown: '{count} baris ditampilkan', none: 'Tidak ada baris di sini.',
    undo: 'Urungkan', redo: 'Ulangi', saved: 'Tersimpan sebagai draf. Boleh ditinggalkan dan dilanjutkan di komputer lain.', saving: 'Menyimpan…', unsaved: 'Belum tersimpan: sambungan putus. Dicoba lagi sendiri; jangan tutup halaman ini.', next: 'Lanjut: lihat dan kirim', back: 'Kembali ke kolom',
    here: 'Baris {row}', fine: 'Tidak ada masalah di baris ini.', take: 'Pakai “{text}”', retype: 'Ketik ulang dari KTP: angka yang hilang tidak dapat ditebak.',
    candidates: 'Cari di daftar Anda sebelumnya', noCandidates: 'Daftar Anda sebelumnya tidak menyebut NIK yang cocok untuk nama ini.', fromList: 'daftar {day}', takeThis: 'Sama dengan KTP: pakai',
    rule_use_value: 'Ganti tulisan yang sama', rule_clear: 'Kosongkan selnya', rule_trim: 'Rapikan spasi', rule_upper: 'HURUF BESAR semua', rule_day_first: 'Semua tanggal hari/bulan/tahun', rule_month_first: 'Semua tanggal bulan/hari/tahun', rule_take_suggestion: 'Pakai saran untuk semua',
    tools: 'Perbaiki satu kolom sekaligus', column: 'Kolom', rule: 'Perbaikan', look: 'Lihat dulu hasilnya', preview: 'Hasil sebelum diterapkan', cells: '{count} sel akan berubah', leftAlone: '{count} sel lain tidak dapat diubah dengan cara ini dan tetap seperti adanya.', before: 'Semula', after: 'Menjadi', samples: 'Contoh', apply: 'Terapkan pada {count} sel', cancel: 'Batal', nothing: 'Tidak ada sel yang akan berubah.', values: 'Tulisan yang ditemukan', value: 'Tulisan', rows: 'Baris', become: 'Ganti menjadi', remember: 'Ingat untuk daftar berikutnya dari pengirim ini', undoable: 'Dapat diurungkan sesudahnya.',
    keptTitle: 'Perbaikan yang diingat untuk pengirim ini', keptDone: '{count} sel diperbaiki seperti pada daftar sebelumnya. Dapat diurungkan.', keptAny: 'semua isi', forget: 'Jangan ingat lagi', keptLine: '{field}: {from} → {to}', keptRule: '{field}: {rule}', empty: '(kosong)',
    ok: 'siap', wait: 'menunggu', tooMany: 'Yang ditampilkan dibatasi 50.000 baris; perbaiki menurut jenisnya dahulu.', keys: 'Tombol',
  },
  {
    title: 'Correct rows', lead: '{file}: {accepted} rows ready, {waiting} need correction', steps: 'Steps', step1: 'Choose the file', step2: 'Check columns', step3: 'Correct rows', step4: 'Look and send',
    troubles: '{count} rows need correction', noTroubles: 'No row needs correction.', inColumn: 'column {column}', showThem: 'Show the rows',
    which: 'Show', all: 'All rows', with_findings: 'Only those with a problem', waiting: 'Only those that wait', kind: 'Kind of problem', everyKind: 'Every kind', sheet: 'Sheet', refresh: 'Choose rows anew',
    grid: 'What the list holds', row: 'Row', shown: '{count} rows shown', none: 'No rows here.',
    undo: 'Undo', redo: 'Redo', saved: 'Saved as a draft. You may leave and go on at another computer.', saving: 'Saving…', unsaved: 'Not saved yet: the line is down. It is tried again by itself; do not close this page.', next: 'Next: look and send', back: 'Back to the columns',
    here: 'Row {row}', fine: 'Nothing is wrong in this row.', take: 'Use “{text}”', retype: 'Type it again from the identity card: lost digits cannot be guessed.',
    candidates: 'Look in your earlier lists', noCandidates: 'Your earlier lists name no NIK that fits this name.', fromList: 'list of {day}', takeThis: 'Same as on the card: use it',
    rule_use_value: 'Replace the same spelling', rule_clear: 'Empty the cells', rule_trim: 'Tidy spaces', rule_upper: 'ALL CAPITALS', rule_day_first: 'All dates day/month/year', rule_month_first: 'All dates month/day/year', rule_take_suggestion: 'Use the suggestion for all',
    tools: 'Correct a whole column', column: 'Column', rule: 'Correction', look: 'Look at the result first', preview: 'Before it is applied', cells: '{count} cells would change', leftAlone: '{count} other cells cannot be changed this way and stay as they are.', before: 'Before', after: 'After', samples: 'Samples', apply: 'Apply to {count} cells', cancel: 'Cancel', nothing: 'No cell would change.', values: 'What was found', value: 'Text', rows: 'Rows', become: 'Change to', remember: 'Remember for the next lists of this sender', undoable: 'It can be undone afterwards.',
    keptTitle: 'Corrections remembered for this sender', keptDone: '{count} cells were corrected as in the list before. It can be undone.', keptAny: 'anything', forget: 'Remember no more', keptLine: '{field}: {from} → {to}', keptRule: '{field}: {rule}', empty: '(empty)',
    ok: 'ready', wait: 'waits', tooMany: 'At most 50,000 rows are shown; correct by kind first.', keys: 'Keys',
  },
);

export const ruleName = (rule: string): string => (fixWords() as unknown as Record<string, string>)[`rule_${rule}`] ?? rule;
