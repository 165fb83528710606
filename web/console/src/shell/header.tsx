import { useRef } from 'preact/hooks';
import { api } from '../api';
import { useLoad } from '../kit/load';
import { got } from '../api';
import { Button } from '../kit/basics';
import { keepSearch } from '../kit/last_search';
import { usePayerNames } from '../kit/payers';
import { useSenderNames } from '../kit/senders';
import { sectorName } from '../kit/terms';
import { go, usePlace } from '../router';
import { may, ownArea, useCaller } from '../session';
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

/** What part of the country the figures on every page are of. */
function Reach() {
  const caller = useCaller();
  const area = ownArea(caller);
  const region = useLoad(
    async () => (area && may(caller, 'rules_read') ? got(api.GET('/v1/regions/{region}', { params: { path: { region: area } } })) : undefined),
    [area],
  );
  const has = (kind: string) => caller.scope.some((limit) => limit.kind === kind);
  const senders = useSenderNames(has('sender'));
  const payers = usePayerNames(has('payer'));
  const named: Record<string, (code: string) => string> = { sender: senders, payer: payers, sector: sectorName };
  const others = caller.scope.filter((limit) => limit.kind !== 'region').map((limit) => named[limit.kind]?.(limit.value) ?? limit.value);
  const name = (region.data as { name?: string } | undefined)?.name ?? area;
  const text = [name || (others.length === 0 ? words().all : ''), ...others].filter(Boolean).join(', ');
  return <span class="reach">{words().sees}: <strong>{text}</strong></span>;
}
