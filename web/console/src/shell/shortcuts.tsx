import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../kit/basics';
import { inBoth } from '../words';

const words = inBoth(
  {
    title: 'Bantuan dan tombol cepat',
    slash: 'pindah ke kotak pencarian',
    question: 'buka jendela ini',
    escape: 'tutup jendela, batalkan isian',
    tab: 'pindah ke bagian berikutnya; Shift+Tab kembali',
    arrows: 'bergerak di dalam tabel koreksi; Enter mengubah sel',
    pairs: 'pada kotak ganda: orang yang sama, orang berbeda, urungkan, nanti',
    help: 'Perlu bantuan? Hubungi kantor cabang atau admin Anda. Setiap halaman mempunyai alamat sendiri: kirimkan alamatnya, maka penerima melihat halaman yang sama menurut haknya.',
  },
  {
    title: 'Help and shortcuts',
    slash: 'go to the search box',
    question: 'open this window',
    escape: 'close a window, give up an entry',
    tab: 'next part of the page; Shift+Tab goes back',
    arrows: 'move in the correction grid; Enter changes a cell',
    pairs: 'among duplicates: same person, different persons, undo, later',
    help: 'Need help? Ask the branch or your administrator. Every page has an address of its own: send it, and whoever opens it sees the same page as far as his rights go.',
  },
);

function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return !!element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
}

export function Shortcuts() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '/') {
        const box = document.querySelector<HTMLInputElement>('input[type=search]');
        if (box) {
          event.preventDefault();
          box.focus();
        }
      } else if (event.key === '?') {
        setOpen(true);
      }
    };
    const onAsk = () => setOpen(true);
    document.addEventListener('keydown', onKey);
    document.addEventListener('payung:keys', onAsk);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('payung:keys', onAsk);
    };
  }, []);
  const say = words();
  return (
    <Dialog title={say.title} open={open} onClose={() => setOpen(false)}>
      <dl class="keys">
        <dt><kbd>/</kbd></dt><dd>{say.slash}</dd>
        <dt><kbd>?</kbd></dt><dd>{say.question}</dd>
        <dt><kbd>Esc</kbd></dt><dd>{say.escape}</dd>
        <dt><kbd>Tab</kbd></dt><dd>{say.tab}</dd>
        <dt><kbd>↑</kbd> <kbd>↓</kbd> <kbd>←</kbd> <kbd>→</kbd></dt><dd>{say.arrows}</dd>
        <dt><kbd>S</kbd> <kbd>D</kbd> <kbd>U</kbd> <kbd>N</kbd></dt><dd>{say.pairs}</dd>
      </dl>
      <p>{say.help}</p>
    </Dialog>
  );
}
