import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, got, signInAgain, useCsrfToken, type Caller, type Problem } from '../api';
import { Loading, Notice, Page, Trouble } from '../kit/basics';
import { moment } from '../format';
import { asProblem } from '../kit/load';
import { followLinks, match, usePlace } from '../router';
import type { PageProps } from '../route';
import { allowed, routes } from '../routes';
import { asFarAsItReaches, SessionContext } from '../session';
import { inBoth, language, onLanguage } from '../words';
import { Header } from './header';
import { Menu } from './menu';
import { Shortcuts } from './shortcuts';

const words = inBoth(
  {
    skip: 'Langsung ke isi',
    owes: 'Peran Anda memerlukan faktor kedua. Pasang paling lambat {when}; setelah itu yang lain tertutup sampai terpasang.',
    owesNow: 'Peran Anda memerlukan faktor kedua. Sampai terpasang, yang lain tertutup. Setelah memasang, muat ulang halaman ini.',
    setUp: 'Pasang faktor kedua',
    noneTitle: 'Halaman tidak ada',
    none: 'Halaman ini tidak ada, atau bukan untuk peran Anda. Pilih dari menu.',
    broken: 'Halaman tidak dapat dimuat. Periksa sambungan, lalu muat ulang.',
  },
  {
    skip: 'Skip to content',
    owes: 'Your role needs a second factor. Set it up by {when}; after that everything else is closed until it is there.',
    owesNow: 'Your role needs a second factor. Until it is there everything else is closed. Once it is set up, reload this page.',
    setUp: 'Set up a second factor',
    noneTitle: 'No such page',
    none: 'There is no such page, or it is not for your role. Choose from the menu.',
    broken: 'The page could not be loaded. Check the line, then reload.',
  },
);

interface Shown {
  page: ComponentType<PageProps>;
  names: Record<string, string>;
  path: string;
}

export function App() {
  const [caller, setCaller] = useState<Caller>();
  const [problem, setProblem] = useState<Problem>();
  const [, say] = useState(0);
  useEffect(() => onLanguage(() => say((before) => before + 1)), []);
  useEffect(() => {
    document.documentElement.lang = language();
    got(api.GET('/v1/session')).then(
      (found) => {
        useCsrfToken(found.csrf_token);
        setCaller(asFarAsItReaches(found));
      },
      (failure) => {
        const found = asProblem(failure);
        if (found.status === 401) signInAgain();
        else setProblem(found);
      },
    );
  }, []);
  if (problem) return <Trouble problem={problem} retry={() => location.reload()} />;
  if (!caller) return <Loading />;
  return (
    <SessionContext.Provider value={caller}>
      <div onClick={followLinks}>
        <a class="skip" href="#content">{words().skip}</a>
        <Header />
        <div class="frame">
          <Menu />
          <Content caller={caller} owed={<Owed by={caller.second_factor_by} />} />
        </div>
        <Shortcuts />
      </div>
    </SessionContext.Provider>
  );
}

/** Who must have a second factor and has none is told until it is there. */
function Owed({ by }: { by: string | null }) {
  if (!by) return null;
  const said = words();
  const over = Date.parse(by) <= Date.now();
  return (
    <Notice tone="warn">
      {over ? said.owesNow : said.owes.replace('{when}', moment(by))} <a href="/office/account">{said.setUp}</a>
    </Notice>
  );
}

function Content({ caller, owed }: { caller: Caller; owed: ComponentChildren }) {
  const place = usePlace();
  const [shown, setShown] = useState<Shown | 'none' | 'broken'>();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    let late = false;
    for (const route of routes) {
      const names = match(route.path, place.path);
      if (!names || !allowed(route, caller)) continue;
      route.page().then(
        (loaded) => {
          if (!late) setShown({ page: loaded.default, names, path: place.path });
        },
        () => {
          if (!late) setShown('broken');
        },
      );
      return () => {
        late = true;
      };
    }
    setShown('none');
    return undefined;
  }, [place.path]);
  // A new page is announced and begins at its heading, as if it had been loaded.
  useEffect(() => {
    if (!shown) return;
    if (first.current) {
      first.current = false;
      return;
    }
    scrollTo(0, 0);
    (main.current?.querySelector('h1') as HTMLElement | null)?.focus();
  }, [shown]);
  return (
    <main id="content" tabIndex={-1} ref={main}>
      {owed}
      {shown === undefined && <Loading />}
      {shown === 'none' && <Page title={words().noneTitle}><Notice tone="warn">{words().none}</Notice></Page>}
      {shown === 'broken' && <Notice tone="bad">{words().broken}</Notice>}
      {shown && typeof shown === 'object' && (
        <shown.page key={shown.path} names={shown.names} query={place.query} />
      )}
    </main>
  );
}
