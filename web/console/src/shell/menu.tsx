import { usePlace } from '../router';
import { allowed, routes } from '../routes';
import { useCaller } from '../session';
import { inBoth, language } from '../words';

const words = inBoth({ menu: 'Menu utama' }, { menu: 'Main menu' });

export function Menu() {
  const caller = useCaller();
  const { path } = usePlace();
  const shown = routes.filter((route) => route.menu && allowed(route, caller));
  const isHere = (to: string) => path === to || (to !== '/office' && path.startsWith(to + '/'));
  return (
    <nav class="menu" aria-label={words().menu}>
      <ul>
        {shown.map((route) => (
          <li key={route.path}>
            <a href={route.path} aria-current={isHere(route.path) ? 'page' : undefined}>
              {route.menu?.[language()]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
