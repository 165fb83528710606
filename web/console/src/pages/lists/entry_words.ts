// What the pages of people entered one by one say.
import type { Schemas } from '../../api';
import { Badge } from '../../kit/basics';
import { inBoth } from '../../words';

const id = {
  title: 'Dari desa', lead: 'Orang yang dimasukkan desa dan relawan satu per satu, terbaru di atas. NIK tersamar.',
  none: 'Belum ada yang dimasukkan.', only: 'Tampilkan', all: 'Semua',
  name: 'Nama', village: 'Desa', work: 'Pekerjaan', state: 'Status', photos: 'Foto', entered: 'Dimasukkan', changed: 'Diubah', phone: 'Telepon', birth: 'Lahir', sex: 'Jenis kelamin', address: 'Alamat',
  states: { accepted: 'diterima', waiting: 'perlu diperbaiki', withdrawn: 'ditarik', taken_over: 'ada di daftar baru' } as Record<string, string>,
  sexes: { L: 'laki-laki', P: 'perempuan' } as Record<string, string>,
  what: 'Yang dimasukkan', wrong: 'Perlu diperbaiki', person: 'Lihat orangnya', correct: 'Perbaiki', back: 'Kembali ke daftar',
  photo: 'Foto KTP', noPhoto: 'Tidak ada foto.', see: 'Lihat foto', seen: 'Melihat foto dicatat: siapa, kapan, foto siapa. Orangnya dapat membacanya.', photoOf: 'Foto KTP {n} dari {name}', taken: 'diterima {at}', hide: 'Tutup foto',
};

const en: typeof id = {
  title: 'From villages', lead: 'People whom villages and volunteers entered one by one, newest first. NIK masked.',
  none: 'Nobody was entered yet.', only: 'Show', all: 'All',
  name: 'Name', village: 'Village', work: 'Work', state: 'State', photos: 'Photos', entered: 'Entered', changed: 'Changed', phone: 'Phone', birth: 'Born', sex: 'Sex', address: 'Address',
  states: { accepted: 'accepted', waiting: 'needs correction', withdrawn: 'withdrawn', taken_over: 'in a newer list' },
  sexes: { L: 'male', P: 'female' },
  what: 'What was entered', wrong: 'Needs correction', person: 'See the person', correct: 'Correct', back: 'Back to the list',
  photo: 'Photo of the identity card', noPhoto: 'There is no photo.', see: 'See the photo', seen: 'Seeing a photo is recorded: who, when, whose. The person can read it.', photoOf: 'Photo {n} of the identity card of {name}', taken: 'came {at}', hide: 'Close the photo',
};

export const entryWords = inBoth(id, en);

export type Entry = Schemas['PersonEntry'];
export const entryTones: Record<Entry['state'], Parameters<typeof Badge>[0]['tone']> = { accepted: 'good', waiting: 'warn', withdrawn: 'none', taken_over: 'info' };
