import { useEffect, useRef } from 'preact/hooks';
import { usePlace } from '../router';
import { allowed, routes } from '../routes';
import { useCaller } from '../session';
import { inBoth, language } from '../words';

const words = inBoth(
  { menu: 'Menu utama', people: 'Data dan orang', programme: 'Program', money: 'Uang', claims: 'Klaim', house: 'Aturan dan sistem' },
  { menu: 'Main menu', people: 'Data and people', programme: 'Programme', money: 'Money', claims: 'Claims', house: 'Rules and system' },
);

type Group = 'people' | 'programme' | 'money' | 'claims' | 'house';
/** Under which heading an address stands; those of no heading come first. */
const groups: [Group, RegExp][] = [
  ['people', /^\/office\/(lists|duplicates|people|entries|village)/],
  ['programme', /^\/office\/(programme|targets|campaigns|approvals)/],
  ['money', /^\/office\/(bills|payments|arrears|ledger)/],
  ['claims', /^\/office\/claims/],
  ['house', /^\/office\/(jobs|rules|regions|audit|accounts|organisations|roles|webhooks|system)/],
];
const groupOf = (path: string): Group | '' => groups.find(([, form]) => form.test(path))?.[0] ?? '';

export function Menu() {
  const caller = useCaller();
  const { path } = usePlace();
  const shown = routes.filter((route) => route.menu && allowed(route, caller));
  const known = shown.map((route) => route.path);
  const within = (to: string) => path === to || (to !== '/office' && path.startsWith(to + '/'));
  // The nearest entry above the address, so that one entry alone is marked.
  const here = known.filter(within).sort((a, b) => b.length - a.length)[0];
  const say = words();
  const bar = useRef<HTMLElement>(null);
  // On a phone the menu is a row that scrolls: where one is comes into sight.
  useEffect(() => {
    const entry = bar.current?.querySelector<HTMLElement>('[aria-current]');
    if (entry && bar.current) bar.current.scrollLeft = entry.offsetLeft - bar.current.offsetLeft - 16;
  }, [here]);
  // In the order of the routes, each heading once.
  const order = [...new Set(shown.map((route) => groupOf(route.path)))].sort((a, b) => Number(a !== '') - Number(b !== ''));
  return (
    <nav class="menu" ref={bar} aria-label={say.menu}>
      {order.map((group) => (
        <div key={group} class="menu-group">
          {group && <span class="menu-head" aria-hidden="true">{say[group]}</span>}
          <ul aria-label={group ? say[group] : undefined}>
            {shown.filter((route) => groupOf(route.path) === group).map((route) => (
              <li key={route.path}>
                <a href={route.path} aria-current={here === route.path ? 'page' : undefined}>
                  {route.menu?.[language()]}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
