import { useEffect, useRef, useState } from 'preact/hooks';
import { usePlace } from '../router';
import { allowed, routes } from '../routes';
import { useCaller } from '../session';
import { inBoth, language } from '../words';

const words = inBoth(
  { menu: 'Menu utama', all: 'Menu', people: 'Data dan orang', programme: 'Program', money: 'Uang', claims: 'Klaim', house: 'Aturan dan sistem' },
  { menu: 'Main menu', all: 'Menu', people: 'Data and people', programme: 'Programme', money: 'Money', claims: 'Claims', house: 'Rules and system' },
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

/** More entries than fit beside each other on a phone. */
const FEW = 4;

export function Menu() {
  const caller = useCaller();
  const { path } = usePlace();
  const shown = routes.filter((route) => route.menu && allowed(route, caller));
  const known = shown.map((route) => route.path);
  const within = (to: string) => path === to || (to !== '/office' && path.startsWith(to + '/'));
  // The nearest entry above the address, so that one entry alone is marked.
  const here = known.filter(within).sort((a, b) => b.length - a.length)[0];
  const say = words();
  const bar = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  // On a phone the menu is a row that scrolls, beside a button that shows all of it: where one is comes into sight.
  useEffect(() => {
    const entry = bar.current?.querySelector<HTMLElement>('[aria-current]');
    if (entry && bar.current) bar.current.scrollLeft = entry.offsetLeft - bar.current.offsetLeft;
  }, [here]);
  // In the order of the routes, each heading once.
  const order = [...new Set(shown.map((route) => groupOf(route.path)))].sort((a, b) => Number(a !== '') - Number(b !== ''));
  return (
    <nav class={`menu ${open ? 'open' : ''}`} aria-label={say.menu}>
      {shown.length > FEW && (
        <button type="button" class="menu-all" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span aria-hidden="true">☰</span> {say.all}
        </button>
      )}
      <div class="menu-row" ref={bar}>
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
      </div>
    </nav>
  );
}
