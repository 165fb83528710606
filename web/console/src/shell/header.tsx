import { useRef } from 'preact/hooks';
import { api } from '../api';
import { Button } from '../kit/basics';
import { keepSearch } from '../kit/last_search';
import { sectorName } from '../kit/terms';
import { go, usePlace } from '../router';
import { may, useCaller } from '../session';
import { chooseLanguage, inBoth, language } from '../words';

const words = inBoth(
  {
    search: 'Cari orang: NIK, nama, atau telepon',
    go: 'Cari',
    out: 'Keluar',
    all: 'seluruh Indonesia',
    sees: 'Anda melihat',
    keys: 'Bantuan dan tombol cepat',
    account: 'Akun saya',
  },
  {
    search: 'Find people: NIK, name or phone',
    go: 'Search',
    out: 'Sign out',
    all: 'all of Indonesia',
    sees: 'You see',
    keys: 'Help and shortcuts',
    account: 'My account',
  },
);

/** The office's language, person, reach, and the one search box. */
export function Header() {
  const caller = useCaller();
  const box = useRef<HTMLInputElement>(null);
  const place = usePlace();
  return (
    <header class="top">
      <a class="brand" href="/office">
        <svg viewBox="0 0 64 64" width="28" height="28" aria-hidden="true">
          <path d="M32 6C16 6 4 18 4 34c5-5 11-5 14 0 5-5 10-5 14 0 4-5 9-5 14 0 3-5 9-5 14 0C60 18 48 6 32 6z" />
          <path class="shaft" d="M32 34v17a6 6 0 0 1-12 0" />
        </svg>
        Payung
      </a>
      {may(caller, 'people_read') && place.path !== '/office/people' && (
        <form
          role="search"
          class="find"
          onSubmit={(event) => {
            event.preventDefault();
            const q = box.current?.value.trim() ?? '';
            // Neither in the address nor in what the browser stores: what is searched for is personal.
            keepSearch(q);
            go('/office/people');
          }}
        >
          <label class="unseen" for="find">{words().search}</label>
          <input id="find" ref={box} type="search" placeholder={words().search} autocomplete="off" />
          <Button type="submit">{words().go}</Button>
        </form>
      )}
      <Reach />
      <div class="top-right">
        <Button kind="quiet" class="language" lang={language() === 'id' ? 'en' : 'id'} onClick={() => chooseLanguage(language() === 'id' ? 'en' : 'id')}>
          {language() === 'id' ? 'English' : 'Bahasa Indonesia'}
        </Button>
        <Button kind="quiet" aria-label={words().keys} onClick={() => document.dispatchEvent(new CustomEvent('payung:keys'))}>?</Button>
        <details class="who">
          <summary>{caller.name}</summary>
          <div class="who-box">
            <a href="/office/account">{words().account}</a>
            <Button onClick={() => void signOut()}>{words().out}</Button>
          </div>
        </details>
      </div>
    </header>
  );
}

async function signOut(): Promise<void> {
  await api.DELETE('/v1/session', {});
  location.assign('/sign-in?left=1');
}

/** What part of the country, whose lists or money the figures on every page are of. */
function Reach() {
  const { reach } = useCaller();
  const named = reach.map(({ kind, value, name }) => name || (value === '*' ? words().all : kind === 'sector' ? sectorName(value) : value));
  const text = named.join(', ') || words().all;
  return <span class="reach">{words().sees}: <strong>{text}</strong></span>;
}
