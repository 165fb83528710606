import { inBoth } from '../../words';

export const targetWords = inBoth(
  {
    title: 'Potensi dan sasaran', lead: 'Berapa pekerja yang ada, dan berapa yang harus terlindungi, menurut wilayah dan pekerjaan. Setiap angka menyebut sumbernya; versi lama tetap tersimpan.', back: 'Kembali ke program',
    series: 'Deret angka', newSeries: 'Deret baru…', area: 'Wilayah', head: 'Tentang deret ini', kind: 'Jenis', kind_target: 'Sasaran', kind_potential: 'Potensi', kind_reached: 'Angka terbitan yang tercapai', year: 'Tahun', seriesTitle: 'Judul', source: 'Sumber', sourceHint: 'Siapa yang mengatakan, di mana, kapan.', mark: 'Asal angka', mark_published: 'diterbitkan', mark_derived: 'dihitung', mark_assumed: 'andaian', note: 'Catatan', noteFree: 'Boleh kosong.', noteNeeded: 'Wajib: bagaimana dihitung, atau mengapa diandaikan.',
    grid: 'Pekerja menurut wilayah dan pekerjaan', gridHint: 'Kosong: tidak dinyatakan. Angka dapat ditempel dari Excel. Jumlah bagian tidak boleh melebihi keseluruhan bila keseluruhan diisi.', allSectors: 'Semua pekerjaan', sum: 'Jumlah pekerjaan', sumParts: 'Jumlah bagian', reached: 'Terlindungi akhir {year}', wholeArea: 'Seluruh wilayah', addSector: 'Tambah kolom pekerjaan', choose: 'Pilih…', save: 'Simpan deret', saved: 'Tersimpan. Capaian memakai angka ini mulai sekarang.', noParts: 'Wilayah ini tidak dibagi lagi; isi angka keseluruhannya.', defaultTitle: 'Sasaran pekerja rentan',
  },
  {
    title: 'Potential and targets', lead: 'How many workers there are and how many shall be covered, by area and work. Every figure names its source; older versions stay.', back: 'Back to the programme',
    series: 'Series', newSeries: 'A new series…', area: 'Area', head: 'About this series', kind: 'Kind', kind_target: 'Target', kind_potential: 'Potential', kind_reached: 'Published count that was reached', year: 'Year', seriesTitle: 'Title', source: 'Source', sourceHint: 'Who said it, where and when.', mark: 'How the figures came to be', mark_published: 'published', mark_derived: 'derived', mark_assumed: 'assumed', note: 'Note', noteFree: 'May be empty.', noteNeeded: 'Needed: how it was worked out, or why it is assumed.',
    grid: 'Workers by area and work', gridHint: 'Empty: not stated. Numbers can be pasted from Excel. Parts must not exceed their whole where the whole is stated.', allSectors: 'All work', sum: 'Sum of work', sumParts: 'Sum of the parts', reached: 'Covered at the end of {year}', wholeArea: 'The whole area', addSector: 'Add a column of work', choose: 'Choose…', save: 'Save the series', saved: 'Saved. The results use these figures from now on.', noParts: 'This area is not divided; fill in the whole.', defaultTitle: 'Target of vulnerable workers',
  },
);
